/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Which classes may be stored as bytes, besides the value types of the JDK and the configured
 * types, and how.
 *
 * @param allow patterns in the order given: a class name, {@code com.acme.*} for the classes of a
 *     package, {@code com.acme.**} for those below it too ({@code codec.allow})
 * @param values what holds for resources that set nothing of their own; never encrypted ({@code
 *     codec.default}, {@code codec.compress-over-bytes})
 * @param encryptionKeys the keys of encrypted caches: the first encrypts, all decrypt ({@code
 *     codec.encryption-keys})
 */
public record CodecSettings(
    List<String> allow, ValueSettings values, List<EncryptionKey> encryptionKeys) {
  /** Copies the lists. */
  public CodecSettings {
    allow = List.copyOf(allow);
    requireNonNull(values, "values");
    encryptionKeys = List.copyOf(encryptionKeys);
  }

  /** Creates settings with defaults for all but the patterns. */
  public CodecSettings(List<String> allow) {
    this(allow, ValueSettings.DEFAULT, List.of());
  }
}
