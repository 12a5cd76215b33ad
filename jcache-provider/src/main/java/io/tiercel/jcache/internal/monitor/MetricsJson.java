/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.monitor;

import io.tiercel.monitoring.CacheMetrics;
import io.tiercel.monitoring.Counts;
import io.tiercel.monitoring.Latency;
import io.tiercel.monitoring.Measure;
import io.tiercel.monitoring.SeriesMetrics;
import io.tiercel.monitoring.TierMetrics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Metrics as the tree that becomes JSON. */
final class MetricsJson {
  private static final double NANOS_PER_MICRO = 1000;

  private MetricsJson() {}

  /** Returns metrics of several periods, by name, and series. */
  static String of(Map<String, CacheMetrics> periods, List<SeriesMetrics> series) {
    Map<String, Object> tree = new LinkedHashMap<>();
    periods.forEach((name, metrics) -> tree.put(name, tree(metrics)));
    tree.put("series", series.stream().map(MetricsJson::tree).toList());
    return Json.of(tree);
  }

  private static Map<String, Object> tree(CacheMetrics metrics) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("periodSeconds", metrics.period().toMillis() / 1000.0);
    Map<String, Object> combined = new LinkedHashMap<>();
    combined.put("hits", metrics.combined().hits());
    combined.put("misses", metrics.combined().misses());
    combined.put("overallHitRate", metrics.combined().overallHitRate());
    combined.put("averageLatency", micros(metrics.combined().averageLatency()));
    combined.put("latency", tree(metrics.combined().latency()));
    tree.put("combined", combined);
    tree.put("l1", tree(metrics.l1()));
    Map<String, Object> l2 = tree(metrics.l2());
    l2.put("writeLatency", tree(metrics.latencies().l2Writes()));
    tree.put("l2", l2);
    Map<String, Object> l3 = new LinkedHashMap<>();
    l3.put("loads", metrics.l3().loads());
    l3.put("failures", metrics.l3().failures());
    l3.put("latency", tree(metrics.l3().latency()));
    tree.put("l3", l3);
    tree.put("operations", operations(metrics.counts()));
    return tree;
  }

  private static Map<String, Object> tree(TierMetrics tier) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("hits", tier.hits());
    tree.put("misses", tier.misses());
    tree.put("hitRate", tier.hitRate());
    tree.put("failures", tier.failures());
    tree.put("latency", tree(tier.latency()));
    return tree;
  }

  private static Map<String, Object> tree(Latency latency) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("timed", latency.timed());
    tree.put("average", micros(latency.average()));
    tree.put("p50", micros(latency.p50()));
    tree.put("p95", micros(latency.p95()));
    tree.put("p99", micros(latency.p99()));
    tree.put("max", micros(latency.max()));
    return tree;
  }

  private static Map<String, Object> tree(SeriesMetrics series) {
    Counts counts = series.counts();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("tenant", series.tenant());
    tree.put("resource", series.resource());
    tree.put("l1Hits", counts.get(Measure.L1_HITS));
    tree.put("l1Misses", counts.get(Measure.L1_MISSES));
    tree.put("l2Hits", counts.get(Measure.L2_HITS));
    tree.put("l2Misses", counts.get(Measure.L2_MISSES));
    tree.put("misses", counts.misses());
    tree.put("hitRate", counts.hitRate());
    tree.put("averageL1", micros(series.averageL1()));
    tree.put("averageL2", micros(series.averageL2()));
    tree.put("averageL3", micros(series.averageL3()));
    tree.putAll(operations(counts));
    return tree;
  }

  private static Map<String, Object> operations(Counts counts) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("puts", counts.get(Measure.PUTS));
    tree.put("bytes", counts.get(Measure.BYTES));
    tree.put("removals", counts.get(Measure.REMOVALS));
    tree.put("evictions", counts.get(Measure.EVICTIONS));
    tree.put("undecodable", counts.get(Measure.UNDECODABLE));
    Map<String, Object> invalidations = new LinkedHashMap<>();
    invalidations.put("manual", counts.get(Measure.INVALIDATIONS_MANUAL));
    invalidations.put("cascade", counts.get(Measure.INVALIDATIONS_CASCADE));
    invalidations.put("tag", counts.get(Measure.INVALIDATIONS_TAG));
    invalidations.put("entity", counts.get(Measure.INVALIDATIONS_ENTITY));
    tree.put("invalidations", invalidations);
    return tree;
  }

  private static double micros(Duration duration) {
    return duration.toNanos() / NANOS_PER_MICRO;
  }
}
