/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring;

import java.time.Duration;

/**
 * How long something took, to two digits. All are zero where nothing was timed.
 *
 * @param timed how often it was timed
 * @param average the mean
 * @param p50 the time that half of them did not exceed
 * @param p95 the time that 95 of 100 did not exceed
 * @param p99 the time that 99 of 100 did not exceed
 * @param max the longest
 */
public record Latency(
    long timed, Duration average, Duration p50, Duration p95, Duration p99, Duration max) {
  /** Nothing was timed. */
  public static final Latency NONE =
      new Latency(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
