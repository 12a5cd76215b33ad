/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring;

/**
 * What one tier did, or all tiers above the source together.
 *
 * @param hits the reads that it answered
 * @param misses the reads that asked it in vain
 * @param failures the trips that failed; 0 for L1, which makes none
 * @param latency how long its reads took: of L1 about one in 64 is timed, of L2 all are
 */
public record TierMetrics(long hits, long misses, long failures, Latency latency) {
  /** Returns how many of 100 reads were hits, to two places; 0 without reads. */
  public double hitRate() {
    return Counts.percent(hits, hits + misses).doubleValue();
  }
}
