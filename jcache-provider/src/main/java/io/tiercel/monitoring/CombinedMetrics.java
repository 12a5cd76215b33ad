/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring;

import java.time.Duration;

/**
 * What the tiers above the source did together.
 *
 * @param hits the reads that one of them answered
 * @param misses the reads that none of them answered
 * @param latency how long they took for a read, estimated from what was timed; without the source
 */
public record CombinedMetrics(long hits, long misses, Latency latency) {
  /** Returns how many of 100 reads were hits, to two places; 0 without reads. */
  public double overallHitRate() {
    return Counts.percent(hits, hits + misses).doubleValue();
  }

  /** Returns the mean time of a read, without the source. */
  public Duration averageLatency() {
    return latency.average();
  }
}
