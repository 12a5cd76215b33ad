/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

/**
 * How long an entry lives from the write on, in milliseconds: a positive number, or one of the
 * constants. A plain long, since every write carries two.
 */
public final class Ttl {
  /** The entry is expired at once: nothing is stored. */
  public static final long ZERO = 0;

  /** The entry never expires. */
  public static final long ETERNAL = -1;

  /** The entry keeps the deadline it has; only for updates. */
  public static final long KEEP = -2;

  private Ttl() {}

  /**
   * Returns the deadline of an entry written now.
   *
   * @param ttl a positive number of milliseconds or {@link #ETERNAL}
   * @param nowMillis the time of the write
   * @return milliseconds, {@link TierEntry#NEVER} for an eternal entry
   */
  public static long deadline(long ttl, long nowMillis) {
    return ttl == ETERNAL || ttl >= TierEntry.NEVER - nowMillis ? TierEntry.NEVER : nowMillis + ttl;
  }
}
