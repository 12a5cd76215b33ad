/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.JCacheMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tiercel.jcache.config.Mode;
import io.tiercel.monitoring.micrometer.TiercelMetrics;
import io.tiercel.tenant.TenantCaches;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Test;

/** The metrics as Micrometer and Prometheus have them. */
final class TiercelMetricsIT {
  @Test
  void meters_ofEachSeries_areTheCounts() {
    try (Node node = Node.builder(Mode.LOCAL).open()) {
      TenantCaches caches = TenantCaches.of(node.manager());
      MeterRegistry registry = new SimpleMeterRegistry();
      Cache<Object, Object> contacts = caches.cache("acme", "contacts");
      contacts.put("k", "v");
      contacts.get("k");
      contacts.get("k");
      contacts.get("x");
      caches.invalidate("acme", "contacts");
      new TiercelMetrics(node.manager()).bindTo(registry);
      assertThat(count(registry, "acme", "contacts", "cache.gets", "l1", "hit")).isEqualTo(2);
      assertThat(count(registry, "acme", "contacts", "cache.gets", "l1", "miss")).isEqualTo(1);
      assertThat(
              registry
                  .get("cache.invalidations")
                  .tags("tenant", "acme", "reason", "manual")
                  .functionCounter()
                  .count())
          .isEqualTo(1);
      assertThat(registry.get("cache.tier.available").tags("tier", "l1").gauge().value())
          .isEqualTo(1);
      assertThat(registry.get("cache.tier.available").tags("tier", "l2").gauge().value()).isZero();
      assertThat(registry.get("cache.health.score").gauge().value()).isEqualTo(100);
      assertThat(
              registry
                  .get("cache.latency")
                  .tags("tier", "combined", "quantile", "0.95")
                  .timeGauge()
                  .value())
          .isPositive();
    }
  }

  @Test
  void series_overTheBound_areOneAndNoCounterFalls() {
    try (Node node = Node.builder(Mode.LOCAL).set("monitoring-max-series", "2").open()) {
      TenantCaches caches = TenantCaches.of(node.manager());
      MeterRegistry registry = new SimpleMeterRegistry();
      read(caches, "a", 5);
      new TiercelMetrics(node.manager()).bindTo(registry);
      read(caches, "b", 3);
      read(caches, "c", 7);
      // The binder looks at the caches once a second.
      await().until(() -> registry.get("cache.series").gauge().value() == 2);
      read(caches, "b", 10);
      await().until(() -> sum(registry) == 25);
      assertThat(count(registry, "a", "r", "cache.gets", "l1", "miss")).isEqualTo(5);
      assertThat(count(registry, "c", "r", "cache.gets", "l1", "miss"))
          .as("the one with most reads got the place")
          .isEqualTo(7);
      assertThat(count(registry, "other", "other", "cache.gets", "l1", "miss")).isEqualTo(13);
    }
  }

  @Test
  void prometheus_text_hasTheLabels() {
    try (Node node = Node.builder(Mode.LOCAL).open()) {
      PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      read(TenantCaches.of(node.manager()), "acme", 4);
      new TiercelMetrics(node.manager()).bindTo(registry);
      assertThat(registry.scrape())
          .contains(
              "cache_gets_reads_total{cache=\"r\",result=\"miss\",tenant=\"acme\",tier=\"l1\"} 4.0",
              "cache_tier_available{tier=\"l1\"} 1.0",
              "cache_latency_seconds{quantile=\"0.99\",tier=\"l3\"} 0.0",
              "cache_health_score 100.0");
    }
  }

  @Test
  void micrometersOwnBinder_readsOurBeans() {
    try (Node node = Node.builder(Mode.LOCAL).uri("test:jcache-metrics").open()) {
      Cache<String, String> cache =
          node.manager()
              .createCache(
                  "contacts",
                  new MutableConfiguration<String, String>()
                      .setTypes(String.class, String.class)
                      .setStatisticsEnabled(true));
      MeterRegistry registry = new SimpleMeterRegistry();
      JCacheMetrics.monitor(registry, cache, List.of());
      cache.put("k", "v");
      cache.getAll(Set.of("k", "x"));
      cache.putAll(Map.of("a", "1", "b", "2"));
      assertThat(registry.get("cache.gets").tags("result", "hit").functionCounter().count())
          .isEqualTo(1);
      assertThat(registry.get("cache.gets").tags("result", "miss").functionCounter().count())
          .isEqualTo(1);
      assertThat(registry.get("cache.puts").functionCounter().count()).isEqualTo(3);
    }
  }

  private static void read(TenantCaches caches, String tenant, int misses) {
    for (int i = 0; i < misses; i++) {
      caches.cache(tenant, "r").get(i);
    }
  }

  private static double sum(MeterRegistry registry) {
    return registry
        .get("cache.gets")
        .tags("tier", "l1", "result", "miss")
        .functionCounters()
        .stream()
        .mapToDouble(FunctionCounter::count)
        .sum();
  }

  private static double count(
      MeterRegistry registry, String tenant, String resource, String... meter) {
    return registry
        .get(meter[0])
        .tags("tenant", tenant, "cache", resource, "tier", meter[1], "result", meter[2])
        .functionCounter()
        .count();
  }
}
