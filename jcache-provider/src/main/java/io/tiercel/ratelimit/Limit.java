/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.ratelimit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * So many permits in a time.
 *
 * @param permits the permits, 1 to 1,000,000,000; to 1,000 for {@link Algorithm#SLIDING_LOG}
 * @param window the time, 1 millisecond to 366 days, whole milliseconds
 * @param algorithm how they are counted
 */
public record Limit(long permits, Duration window, Algorithm algorithm) {
  private static final long MOST_PERMITS = 1_000_000_000;
  private static final long MOST_IN_LOG = 1_000;
  private static final Duration LONGEST = Duration.ofDays(366);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is passed
   */
  public Limit {
    requireNonNull(window, "window");
    requireNonNull(algorithm, "algorithm");
    if (permits < 1 || permits > MOST_PERMITS) {
      throw Messages.badPermits(permits, MOST_PERMITS);
    }
    if (algorithm == Algorithm.SLIDING_LOG && permits > MOST_IN_LOG) {
      throw Messages.longLog(permits, MOST_IN_LOG);
    }
    if (window.compareTo(Duration.ofMillis(1)) < 0
        || window.compareTo(LONGEST) > 0
        || window.toNanosPart() % 1_000_000 != 0) {
      throw Messages.badWindow(window);
    }
  }

  /** Returns a limit that is counted by {@link Algorithm#SLIDING_WINDOW}. */
  public static Limit of(long permits, Duration window) {
    return new Limit(permits, window, Algorithm.SLIDING_WINDOW);
  }
}
