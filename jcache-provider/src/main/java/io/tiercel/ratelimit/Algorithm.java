/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.ratelimit;

/**
 * How permits are counted. Each says what it promises for a limit of N permits in a window of W;
 * all are judged by Redis's clock, so the nodes' clocks do not matter.
 */
public enum Algorithm {
  /**
   * Counts two aligned windows, and of the earlier one the part that a window ending now still
   * covers, as if its permits had been spread evenly. One short text for each subject.
   *
   * <p>Error: with P permits taken in the earlier window, and a part f of the present one gone, the
   * count is too low by at most f x P and too high by at most (1 - f) x P. It is exact where the
   * permits were spread evenly. So less than 2N are admitted in any window, and never more than N
   * in an aligned one.
   */
  SLIDING_WINDOW,
  /**
   * Notes the time of each permit: never more than N in any window, and none is refused that could
   * be had. For limits of at most 1,000, since it takes some ten bytes for each permit.
   */
  SLIDING_LOG,
  /**
   * Counts from zero in each window, aligned to the clock: never more than N in an aligned window,
   * up to 2N around its border.
   */
  FIXED_WINDOW,
  /**
   * A bucket of N permits that fills evenly, in W from empty to full; the generic cell rate
   * algorithm (GCRA). Never more than N + N x T / W in any time T. A small N with a small W spaces
   * calls evenly: 5 in three seconds is the rate of 100 a minute, in bursts of at most 5.
   */
  TOKEN_BUCKET
}
