/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring.opentelemetry;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.monitoring.CacheAnalytics;
import io.tiercel.monitoring.CacheHealth;
import io.tiercel.monitoring.CacheMetrics.Latencies;
import io.tiercel.monitoring.export.CounterOf;
import io.tiercel.monitoring.export.LatencyOf;
import io.tiercel.monitoring.export.SeriesCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import javax.cache.CacheManager;

/**
 * Tells the metrics of a manager to OpenTelemetry, and so to MicroProfile Telemetry: names, labels
 * and bounds are those of docs/reference/metrics.md. Nothing is measured until a reader collects.
 * Safe for many threads.
 */
public final class TiercelTelemetry implements AutoCloseable {
  private static final double NANOS_OF_A_SECOND = 1e9;

  private final CacheAnalytics analytics;
  private final SeriesCounts counts;
  private final List<AutoCloseable> instruments = new ArrayList<>();

  private TiercelTelemetry(CacheManager manager) {
    this.analytics = CacheAnalytics.of(manager);
    int mostSeries = manager.unwrap(TiercelSettings.class).monitoring().maxSeries();
    this.counts = new SeriesCounts(analytics, mostSeries, (series, all) -> {});
  }

  /**
   * Registers the instruments, until the result is closed.
   *
   * @throws IllegalArgumentException if the manager is not one of Tiercel's
   */
  public static TiercelTelemetry register(OpenTelemetry telemetry, CacheManager manager) {
    TiercelTelemetry registered = new TiercelTelemetry(manager);
    registered.register(telemetry.getMeter("io.tiercel"));
    return registered;
  }

  /** Takes the instruments back. */
  @Override
  @SuppressWarnings("checkstyle:IllegalCatch") // they throw nothing, their type says otherwise
  public void close() {
    for (AutoCloseable instrument : instruments) {
      try {
        instrument.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    instruments.clear();
  }

  private void register(Meter meter) {
    CounterOf.ALL.stream()
        .collect(groupingBy(CounterOf::name, LinkedHashMap::new, toList()))
        .forEach((name, counters) -> counter(meter, name, counters));
    gauge(meter, "cache.series", "{caches}", found -> found.record(counts.refresh()));
    gauge(meter, "cache.tier.available", "1", this::available);
    gauge(meter, "cache.health.score", "1", found -> found.record(analytics.health().score()));
    instruments.add(
        meter
            .gaugeBuilder("cache.latency")
            .setUnit("s")
            .setDescription("how long calls of a tier took in the last five minutes")
            .buildWithCallback(this::latencies));
  }

  private void counter(Meter meter, String name, List<CounterOf> counters) {
    instruments.add(
        meter
            .counterBuilder(name)
            .setUnit('{' + counters.get(0).unit() + '}')
            .buildWithCallback(
                found ->
                    counts
                        .all()
                        .forEach(
                            (series, counted) -> {
                              for (CounterOf each : counters) {
                                found.record(counted.get(each.measure()), of(series, each));
                              }
                            })));
  }

  private void gauge(
      Meter meter, String name, String unit, Consumer<ObservableLongMeasurement> callback) {
    instruments.add(meter.gaugeBuilder(name).ofLongs().setUnit(unit).buildWithCallback(callback));
  }

  private void available(ObservableLongMeasurement found) {
    CacheHealth health = analytics.health();
    found.record(health.l1Available() ? 1 : 0, Attributes.builder().put("tier", "l1").build());
    found.record(health.l2Available() ? 1 : 0, Attributes.builder().put("tier", "l2").build());
  }

  private void latencies(ObservableDoubleMeasurement found) {
    Latencies latencies = analytics.currentMetrics(LatencyOf.WINDOW).latencies();
    for (LatencyOf each : LatencyOf.ALL) {
      found.record(
          each.duration().apply(latencies).toNanos() / NANOS_OF_A_SECOND,
          Attributes.builder().put("tier", each.tier()).put("quantile", each.quantile()).build());
    }
  }

  private static Attributes of(SeriesCounts.Series series, CounterOf counter) {
    AttributesBuilder attributes =
        Attributes.builder().put("cache", series.resource()).put("tenant", series.tenant());
    counter.labels().forEach(attributes::put);
    return attributes.build();
  }
}
