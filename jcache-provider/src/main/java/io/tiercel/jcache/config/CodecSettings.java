/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import java.util.List;

/**
 * Which classes may be stored as bytes, besides the value types of the JDK and the configured
 * types.
 *
 * @param allow patterns in the order given: a class name, {@code com.acme.*} for the classes of a
 *     package, {@code com.acme.**} for those below it too ({@code codec.allow})
 */
public record CodecSettings(List<String> allow) {
  /** Copies the patterns. */
  public CodecSettings {
    allow = List.copyOf(allow);
  }
}
