/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.monitoring.CacheAnalytics;
import io.tiercel.monitoring.Counts;
import io.tiercel.monitoring.SeriesMetrics;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Hands on what each cache did since the last time. What a cache did that closed meanwhile is
 * handed on too, while the analytics know its name. Safe for many threads.
 */
final class MetricsRecorder {
  private final CacheAnalytics analytics;
  private final Consumer<SeriesMetrics> rows;
  private Map<Series, Counts> recorded = Map.of();

  /** A cache. */
  private record Series(String tenant, String resource) {}

  /**
   * Creates a recorder that begins with what was done so far.
   *
   * @param rows takes what was done
   */
  MetricsRecorder(CacheAnalytics analytics, Consumer<SeriesMetrics> rows) {
    this.analytics = analytics;
    this.rows = rows;
  }

  /** Hands on what was done since the last time. */
  synchronized void record() {
    Map<Series, Counts> now = new HashMap<>();
    analytics.forEachSeries(
        series -> {
          String tenant = series.tenant();
          // What is no longer known by its name was recorded by its name.
          if (tenant != null && !series.counts().isEmpty()) {
            now.put(new Series(tenant, series.resource()), series.counts());
          }
        });
    now.forEach(
        (series, counts) -> {
          Counts since = counts.minus(recorded.getOrDefault(series, Counts.NONE));
          if (!since.isEmpty()) {
            rows.accept(new SeriesMetrics(series.tenant(), series.resource(), since));
          }
        });
    recorded = now;
  }
}
