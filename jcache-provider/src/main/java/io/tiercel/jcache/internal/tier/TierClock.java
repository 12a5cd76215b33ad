/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

/**
 * The time by which entries expire on this node, in milliseconds since 1970. Safe for many threads.
 */
@FunctionalInterface
public interface TierClock {
  /** Returns the time now. */
  long millis();
}
