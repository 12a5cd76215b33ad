/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.monitoring.CacheAnalytics;
import io.tiercel.monitoring.export.CounterOf;
import io.tiercel.monitoring.export.LatencyOf;
import io.tiercel.monitoring.export.SeriesCounts;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import javax.cache.CacheManager;

/**
 * Binds the metrics of a manager to a registry: what each tenant's resource did as counters, the
 * latencies of the tiers over the last five minutes, and the health. The meters stand in
 * docs/reference/metrics.md. At most {@code tiercel.monitoring-max-series} resources have counters
 * of their own; the others are counted as tenant and cache {@code other}. Safe for many threads.
 */
public final class TiercelMetrics implements MeterBinder {
  private final CacheManager manager;
  private final CacheAnalytics analytics;
  private final int mostSeries;

  /**
   * Creates the binder.
   *
   * @throws IllegalArgumentException if the manager is not one of Tiercel's
   */
  public TiercelMetrics(CacheManager manager) {
    this.manager = manager;
    this.analytics = CacheAnalytics.of(manager);
    this.mostSeries = manager.unwrap(TiercelSettings.class).monitoring().maxSeries();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    SeriesCounts counts =
        new SeriesCounts(analytics, mostSeries, (series, of) -> register(registry, series, of));
    counts.refresh();
    String series = "caches with counters of their own";
    gauge(registry, "cache.series", series, Tags.empty(), all -> counts.refresh());
    String available = "1 where the tier serves";
    gauge(
        registry,
        "cache.tier.available",
        available,
        Tags.of("tier", "l1"),
        all -> one(all.health().l1Available()));
    gauge(
        registry,
        "cache.tier.available",
        available,
        Tags.of("tier", "l2"),
        all -> one(all.health().l2Available()));
    gauge(registry, "cache.health.score", "0 to 100", Tags.empty(), all -> all.health().score());
    LatencyOf.ALL.forEach(each -> latency(registry, each));
  }

  private void register(MeterRegistry registry, SeriesCounts.Series series, SeriesCounts counts) {
    Iterable<Tag> own = Tags.of("cache", series.resource(), "tenant", series.tenant());
    for (CounterOf counter : CounterOf.ALL) {
      // Micrometer holds the object weakly, and the function as long as the meter.
      FunctionCounter.builder(
              counter.name(), manager, open -> counts.get(series).get(counter.measure()))
          .tags(own)
          .tags(tags(counter.labels()))
          .baseUnit(counter.unit())
          .register(registry);
    }
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      Tags tags,
      ToDoubleFunction<CacheAnalytics> value) {
    Gauge.builder(name, manager, open -> value.applyAsDouble(analytics))
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private void latency(MeterRegistry registry, LatencyOf each) {
    TimeGauge.builder(
            "cache.latency",
            manager,
            TimeUnit.NANOSECONDS,
            open ->
                each.duration()
                    .apply(analytics.currentMetrics(LatencyOf.WINDOW).latencies())
                    .toNanos())
        .description("how long calls of a tier took in the last five minutes")
        .tags("tier", each.tier(), "quantile", each.quantile())
        .register(registry);
  }

  private static Tags tags(Map<String, String> labels) {
    return Tags.of(labels.entrySet().stream().map(l -> Tag.of(l.getKey(), l.getValue())).toList());
  }

  private static double one(boolean available) {
    return available ? 1 : 0;
  }
}
