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
import io.tiercel.monitoring.CacheMetrics.Latencies;
import io.tiercel.monitoring.Latency;
import io.tiercel.monitoring.Measure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javax.cache.CacheManager;

/**
 * Binds the metrics of a manager to a registry: what each tenant's resource did as counters, the
 * latencies of the tiers over the last five minutes, and the health. The meters stand in
 * docs/reference/metrics.md. At most {@code tiercel.monitoring-max-series} resources have counters
 * of their own; the others are counted as tenant and cache {@code other}. Safe for many threads.
 */
public final class TiercelMetrics implements MeterBinder {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final List<CounterOf> COUNTERS =
      List.of(
          new CounterOf("cache.gets", Measure.L1_HITS, "reads", "tier", "l1", "result", "hit"),
          new CounterOf("cache.gets", Measure.L1_MISSES, "reads", "tier", "l1", "result", "miss"),
          new CounterOf("cache.gets", Measure.L2_HITS, "reads", "tier", "l2", "result", "hit"),
          new CounterOf("cache.gets", Measure.L2_MISSES, "reads", "tier", "l2", "result", "miss"),
          new CounterOf("cache.misses", Measure.MISSES, "reads"),
          new CounterOf("cache.puts", Measure.PUTS, "entries"),
          new CounterOf("cache.put.size", Measure.BYTES, "bytes"),
          new CounterOf("cache.removals", Measure.REMOVALS, "entries"),
          new CounterOf("cache.evictions", Measure.EVICTIONS, "entries"),
          invalidations("manual", Measure.INVALIDATIONS_MANUAL),
          invalidations("cascade", Measure.INVALIDATIONS_CASCADE),
          invalidations("tag", Measure.INVALIDATIONS_TAG),
          invalidations("entity", Measure.INVALIDATIONS_ENTITY),
          new CounterOf("cache.loads", Measure.LOADS, "calls"),
          new CounterOf("cache.load.failures", Measure.LOAD_FAILURES, "calls"),
          new CounterOf("cache.remote.failures", Measure.L2_FAILURES, "trips"),
          new CounterOf("cache.undecodable", Measure.UNDECODABLE, "values"));

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

  /** One counter of each series. */
  private record CounterOf(String name, Measure measure, String unit, Tags tags) {
    CounterOf(String name, Measure measure, String unit, String... tags) {
      this(name, measure, unit, Tags.of(tags));
    }
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
    latency(registry, "l1", Latencies::l1);
    latency(registry, "l2", Latencies::l2);
    latency(registry, "l2-write", Latencies::l2Writes);
    latency(registry, "l3", Latencies::l3);
    latency(registry, "combined", Latencies::combined);
  }

  private void register(MeterRegistry registry, SeriesCounts.Series series, SeriesCounts counts) {
    Iterable<Tag> own = Tags.of("cache", series.resource(), "tenant", series.tenant());
    for (CounterOf counter : COUNTERS) {
      // Micrometer holds the object weakly, and the function as long as the meter.
      FunctionCounter.builder(
              counter.name(), manager, open -> counts.get(series).get(counter.measure()))
          .tags(own)
          .tags(counter.tags())
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

  private void latency(MeterRegistry registry, String tier, Function<Latencies, Latency> ofTier) {
    quantile(registry, Tags.of("tier", tier, "quantile", "0.5"), ofTier.andThen(Latency::p50));
    quantile(registry, Tags.of("tier", tier, "quantile", "0.95"), ofTier.andThen(Latency::p95));
    quantile(registry, Tags.of("tier", tier, "quantile", "0.99"), ofTier.andThen(Latency::p99));
  }

  private void quantile(MeterRegistry registry, Tags tags, Function<Latencies, Duration> duration) {
    TimeGauge.builder(
            "cache.latency",
            manager,
            TimeUnit.NANOSECONDS,
            open -> duration.apply(analytics.currentMetrics(WINDOW).latencies()).toNanos())
        .description("how long calls of a tier took in the last five minutes")
        .tags(tags)
        .register(registry);
  }

  private static CounterOf invalidations(String reason, Measure measure) {
    return new CounterOf("cache.invalidations", measure, "invalidations", "reason", reason);
  }

  private static double one(boolean available) {
    return available ? 1 : 0;
  }
}
