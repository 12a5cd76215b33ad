/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.ratelimit;

import java.time.Duration;

/**
 * What a limiter says. Of several limits, that which counts is told about: the one that denies for
 * the longest, or else the one with the fewest permits left.
 *
 * @param outcome what was decided
 * @param policy the limit that counts
 * @param remaining how many permits it has left, never negative
 * @param retryAfter when the same permits may be had at the earliest, zero if they were given
 * @param resetAfter when all permits are there again, if none is taken meanwhile
 * @param degraded whether Redis could not be asked, so that this node decided alone
 */
public record Verdict(
    Outcome outcome,
    Limit policy,
    long remaining,
    Duration retryAfter,
    Duration resetAfter,
    boolean degraded) {

  /** What was decided. */
  public enum Outcome {
    /** The permits were taken. */
    ALLOWED,
    /** A limit is reached; nothing was taken. */
    DENIED,
    /** Redis does not answer, and {@link OutagePolicy#CLOSED} is chosen. */
    UNAVAILABLE
  }

  /** Tells whether the permits were taken. */
  public boolean allowed() {
    return outcome == Outcome.ALLOWED;
  }

  /** Returns the permits of the limit that counts. */
  public long limit() {
    return policy.permits();
  }
}
