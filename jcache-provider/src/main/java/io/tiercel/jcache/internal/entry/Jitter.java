/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Shortens lives by random shares, so that entries made together do not end together. Never
 * lengthens one, and leaves lives alone that have no end of their own. Safe for many threads if the
 * source of randomness is.
 *
 * <p>There are {@value #STEPS} shares, so that of many writes in one trip those of one share still
 * travel in one script.
 */
public final class Jitter {
  /** Every life stays as it is. */
  public static final Jitter NONE = new Jitter(0, () -> 0);

  private static final int STEPS = 64;
  private static final double PERCENT = 100;

  private final int percent;
  private final DoubleSupplier random;

  /**
   * Creates a jitter.
   *
   * @param percent the largest share, 0 to 99
   * @param random answers numbers from 0 to 1, without 1
   */
  public Jitter(int percent, DoubleSupplier random) {
    this.percent = percent;
    this.random = random;
  }

  /** Returns a jitter that nobody can foresee. */
  public static Jitter of(int percent) {
    return percent == 0
        ? NONE
        : new Jitter(percent, () -> ThreadLocalRandom.current().nextDouble());
  }

  /** Returns the share by which the lives of one write are to be shortened. */
  double share() {
    if (percent == 0) {
      return 0;
    }
    int steps = (int) (random.getAsDouble() * STEPS);
    return steps * percent / (PERCENT * STEPS);
  }

  /** Returns a life without a share of it; what is no number of milliseconds stays as it is. */
  static long cut(long ttl, double share) {
    return ttl <= 0 ? ttl : Math.max(1, ttl - (long) (ttl * share));
  }
}
