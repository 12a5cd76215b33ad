/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import io.tiercel.jcache.internal.tier.TierClock;
import io.tiercel.jcache.internal.tier.TierEntry;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Decides which read of an entry near its end has it loaded anew. Source: Vattani, Chierichetti,
 * Lowenstein, "Optimal Probabilistic Cache Stampede Prevention", PVLDB 8(8), 2015: a read at a time
 * {@code now} does if {@code now - delta * beta * ln(u) >= end}, where {@code u} is even from 0 to
 * 1 and {@code delta} is what a load takes. Here that is a moving mean of the loads of this cache
 * that this node has made, an eighth of it the last one; until it has made one, nothing is
 * refreshed early. Safe for many threads.
 */
public final class EarlyRefresh {
  /** No less than {@code -ln(u)} for any {@code u} that a double from 0 to 1 leaves. */
  private static final double FARTHEST = 37;

  private static final double WEIGHT_OF_LAST = 0.125;
  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final double beta;
  private final TierClock clock;
  private final DoubleSupplier random;
  private volatile double loadMillis;

  /**
   * Creates the decision of one cache.
   *
   * @param beta how early, 1 in the paper; positive
   * @param clock the time by which entries expire
   * @param random answers numbers from 0 to 1, without 1
   */
  public EarlyRefresh(double beta, TierClock clock, DoubleSupplier random) {
    this.beta = beta;
    this.clock = clock;
    this.random = random;
  }

  /** Takes note of what a load took. */
  synchronized void measured(long nanos) {
    double millis = nanos / NANOS_PER_MILLI;
    double mean = loadMillis;
    loadMillis = mean == 0 ? millis : mean + (millis - mean) * WEIGHT_OF_LAST;
  }

  /** Tells whether the read that found this live entry is to have it loaded anew. */
  boolean due(TierEntry found) {
    double scale = beta * loadMillis;
    if (scale == 0 || found.expiresAtMillis() == TierEntry.NEVER) {
      return false;
    }
    long left = found.expiresAtMillis() - clock.millis();
    return left <= scale * FARTHEST && left <= -scale * Math.log(1 - random.getAsDouble());
  }
}
