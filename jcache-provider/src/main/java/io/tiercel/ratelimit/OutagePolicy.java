/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.ratelimit;

/** What a limiter does while Redis does not answer. */
public enum OutagePolicy {
  /**
   * Each node counts for itself, by a share: the limit divided by the number of nodes that were
   * last seen, at least 1. What it admits is told to Redis afterwards, so there is no burst.
   */
  LOCAL,
  /** Everything is allowed. */
  OPEN,
  /** Nothing is: the verdict is {@link Verdict.Outcome#UNAVAILABLE}. */
  CLOSED
}
