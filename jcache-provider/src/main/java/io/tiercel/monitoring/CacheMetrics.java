/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring;

import java.time.Duration;

/**
 * What the caches of a manager did on this node in a period that ends now.
 *
 * @param period how long the period is
 * @param counts everything that was counted in it
 * @param latencies how long things took in it
 */
public record CacheMetrics(Duration period, Counts counts, Latencies latencies) {
  /**
   * How long things took.
   *
   * @param l1 hits in L1, about one in 64 of them
   * @param l2 reads of L2
   * @param l2Writes writes to L2
   * @param l3 calls of the source
   * @param combined reads of the tiers above the source, estimated from the first two
   */
  public record Latencies(Latency l1, Latency l2, Latency l2Writes, Latency l3, Latency combined) {}

  /** Returns what L1 did. */
  public TierMetrics l1() {
    return new TierMetrics(
        counts.get(Measure.L1_HITS), counts.get(Measure.L1_MISSES), 0, latencies.l1());
  }

  /** Returns what L2 did. */
  public TierMetrics l2() {
    return new TierMetrics(
        counts.get(Measure.L2_HITS),
        counts.get(Measure.L2_MISSES),
        counts.get(Measure.L2_FAILURES),
        latencies.l2());
  }

  /** Returns what the source did. */
  public SourceMetrics l3() {
    return new SourceMetrics(
        counts.get(Measure.LOADS), counts.get(Measure.LOAD_FAILURES), latencies.l3());
  }

  /** Returns what the tiers above the source did together. */
  public CombinedMetrics combined() {
    return new CombinedMetrics(counts.hits(), counts.misses(), latencies.combined());
  }
}
