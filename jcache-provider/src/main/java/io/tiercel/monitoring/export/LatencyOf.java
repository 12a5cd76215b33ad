/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring.export;

import io.tiercel.monitoring.CacheMetrics.Latencies;
import io.tiercel.monitoring.Latency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One percentile of the latency of a tier.
 *
 * @param tier the tier
 * @param quantile which of it, from 0 to 1
 * @param duration reads it
 */
public record LatencyOf(String tier, String quantile, Function<Latencies, Duration> duration) {
  /** Over how long it is taken. */
  public static final Duration WINDOW = Duration.ofMinutes(5);

  /** All of them. */
  public static final List<LatencyOf> ALL = all();

  private static List<LatencyOf> all() {
    List<LatencyOf> all = new ArrayList<>();
    add(all, "l1", Latencies::l1);
    add(all, "l2", Latencies::l2);
    add(all, "l2-write", Latencies::l2Writes);
    add(all, "l3", Latencies::l3);
    add(all, "combined", Latencies::combined);
    return List.copyOf(all);
  }

  private static void add(List<LatencyOf> all, String tier, Function<Latencies, Latency> of) {
    all.add(new LatencyOf(tier, "0.5", of.andThen(Latency::p50)));
    all.add(new LatencyOf(tier, "0.95", of.andThen(Latency::p95)));
    all.add(new LatencyOf(tier, "0.99", of.andThen(Latency::p99)));
  }
}
