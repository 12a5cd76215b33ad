/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The life of a copy that moves with its accesses: at once here, and from time to time in the
 * remote tier. Safe for many threads.
 */
final class Slide {
  private static final long LEAST_INTERVAL_MILLIS = 1000;

  private final AtomicLong toldMillis;
  private volatile long deadlineMillis;

  /**
   * Begins at an access that the remote tier was told.
   *
   * @param ttl the life from an access on, in milliseconds
   */
  Slide(long nowMillis, long ttl) {
    this.toldMillis = new AtomicLong(nowMillis);
    this.deadlineMillis = nowMillis + ttl;
  }

  /** Returns how long accesses may go untold: a tenth of the life, a second at least. */
  static long intervalMillis(long ttl) {
    return Math.max(LEAST_INTERVAL_MILLIS, ttl / 10);
  }

  /** Returns the life that the remote tier is told, so that untold accesses are covered. */
  static long remoteTtl(long ttl) {
    return ttl + intervalMillis(ttl);
  }

  /** Moves the life; tells whether the caller must tell the remote tier: one caller is enough. */
  boolean access(long nowMillis, long ttl) {
    deadlineMillis = nowMillis + ttl;
    long told = toldMillis.get();
    return nowMillis - told >= intervalMillis(ttl) && toldMillis.compareAndSet(told, nowMillis);
  }

  /** Tells whether the deadline has come. */
  boolean expiredAt(long nowMillis) {
    return deadlineMillis <= nowMillis;
  }
}
