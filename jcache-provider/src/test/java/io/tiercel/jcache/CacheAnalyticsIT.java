/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.spi.LoadingCache;
import io.tiercel.monitoring.CacheAnalytics;
import io.tiercel.monitoring.CacheHealth;
import io.tiercel.monitoring.Counts;
import io.tiercel.monitoring.Measure;
import io.tiercel.monitoring.SeriesMetrics;
import io.tiercel.tenant.TenantCaches;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is counted of real caches, and how they are judged. */
final class CacheAnalyticsIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private static EmbeddedRedis redis;

  @BeforeAll
  static void startRedis() {
    redis = EmbeddedRedis.start();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"LOCAL", "REMOTE", "TIERED"})
  void counts_inEachMode_areWhatWasDone(Mode mode) throws Exception {
    try (Node node = Node.open(mode, redis)) {
      TenantCaches caches = TenantCaches.of(node.manager());
      String tenant = "counts-" + mode;
      awaitServing(node, mode);
      LoadingCache<Object, Object> cache = caches.cache(tenant, "contacts");
      cache.put("a", "12345");
      cache.putAll(Map.of("b", "1", "c", "2"));
      cache.get("a");
      cache.get("b");
      cache.get("x");
      cache.get("y", () -> "loaded");
      assertThatThrownBy(() -> cache.get("z", CacheAnalyticsIT::fail)).hasMessage("no source");
      cache.getAll(Set.of("a", "x"));
      cache.containsKey("a");
      cache.remove("c");
      caches.invalidate(tenant, "contacts");
      Counts counts = of(node, tenant, "contacts").counts();
      boolean local = mode == Mode.LOCAL;
      assertThat(counts.hits()).isEqualTo(3);
      assertThat(counts.get(Measure.L1_HITS)).isEqualTo(mode == Mode.REMOTE ? 0 : 3);
      assertThat(counts.misses()).isEqualTo(4);
      assertThat(counts.get(Measure.L1_MISSES)).isEqualTo(mode == Mode.REMOTE ? 0 : 4);
      assertThat(counts.get(Measure.L2_MISSES)).isEqualTo(local ? 0 : 4);
      assertThat(counts.get(Measure.PUTS)).isEqualTo(4);
      assertThat(counts.get(Measure.BYTES)).isEqualTo(local ? 0 : 5 + 1 + 1 + 6);
      assertThat(counts.get(Measure.REMOVALS)).isEqualTo(1);
      assertThat(counts.get(Measure.LOADS)).isEqualTo(2);
      assertThat(counts.get(Measure.LOAD_FAILURES)).isEqualTo(1);
      assertThat(counts.get(Measure.INVALIDATIONS_MANUAL)).isEqualTo(1);
      assertThat(counts.get(Measure.L2_FAILURES)).isZero();
    }
  }

  @Test
  void latencies_ofL2AndTheSource_areTakenOfEachCall() throws Exception {
    try (Node node = Node.open(Mode.REMOTE, redis)) {
      LoadingCache<Object, Object> cache =
          TenantCaches.of(node.manager()).cache("acme", "latencies");
      for (int i = 0; i < 10; i++) {
        cache.get(i, () -> "v");
        cache.get(i);
      }
      var metrics = CacheAnalytics.of(node.manager()).currentMetrics();
      assertThat(metrics.l2().latency().timed()).isEqualTo(20);
      assertThat(metrics.l2().latency().p50()).isPositive();
      assertThat(metrics.latencies().l2Writes().timed()).isEqualTo(10);
      assertThat(metrics.l3().latency().timed()).isEqualTo(10);
      assertThat(metrics.combined().averageLatency()).isPositive();
    }
  }

  @Test
  void counts_underEightThreads_areExact() throws Exception {
    try (Node node = Node.open(Mode.TIERED, redis)) {
      LoadingCache<Object, Object> cache = TenantCaches.of(node.manager()).cache("acme", "threads");
      cache.put("k", "v");
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          ends.add(threads.submit(() -> readAndWrite(cache)));
        }
        for (Future<?> end : ends) {
          end.get(1, TimeUnit.MINUTES);
        }
      } finally {
        threads.shutdownNow();
      }
      Counts counts = of(node, "acme", "threads").counts();
      assertThat(counts.hits()).isEqualTo(8 * 500);
      assertThat(counts.misses()).isEqualTo(8 * 500);
      assertThat(counts.get(Measure.PUTS)).isEqualTo(8 * 50 + 1);
    }
  }

  @Test
  void nearHits_aSampleIsTimed() {
    try (Node node = Node.open(Mode.LOCAL, redis)) {
      LoadingCache<Object, Object> cache = TenantCaches.of(node.manager()).cache("acme", "sampled");
      cache.put("k", "v");
      for (int i = 0; i < 64_000; i++) {
        cache.get("k");
      }
      Counts counts = of(node, "acme", "sampled").counts();
      assertThat(counts.get(Measure.L1_HITS)).isEqualTo(64_000);
      assertThat(counts.get(Measure.L1_TIMED)).isBetween(700L, 1300L);
    }
  }

  @Test
  void evictions_ofCopiesAndOfLocalEntries_areCounted() {
    for (Mode mode : List.of(Mode.LOCAL, Mode.TIERED)) {
      try (Node node = Node.builder(mode).redis(redis).set("l1.max-entries", "10").open()) {
        awaitServing(node, mode);
        LoadingCache<Object, Object> cache =
            TenantCaches.of(node.manager()).cache("acme", "small-" + mode);
        for (int i = 0; i < 100; i++) {
          cache.put(i, "v");
        }
        assertThat(of(node, "acme", "small-" + mode).counts().get(Measure.EVICTIONS))
            .as("%s", mode)
            .isGreaterThanOrEqualTo(90);
      }
    }
  }

  @Test
  void health_redisStops_isDegradedAndHealsByItself() {
    try (EmbeddedRedis own = EmbeddedRedis.start();
        Node node = Node.builder(Mode.TIERED).redis(own).set("l2.timeout-ms", "1000").open()) {
      CacheAnalytics analytics = CacheAnalytics.of(node.manager());
      await().atMost(LIMIT).until(() -> analytics.health().status() == CacheHealth.Status.HEALTHY);
      await().atMost(LIMIT).until(() -> analytics.health().l1Available());
      assertThat(analytics.health().l2Available()).isTrue();
      own.stop();
      await().atMost(LIMIT).until(() -> !analytics.health().l2Available());
      CacheHealth health = analytics.health();
      assertThat(health.status()).isEqualTo(CacheHealth.Status.DEGRADED);
      assertThat(health.issues()).anyMatch(issue -> issue.startsWith("L2 does not answer: "));
      LoadingCache<Object, Object> cache = TenantCaches.of(node.manager()).cache("acme", "gone");
      assertThat(cache.get("k")).isNull();
      assertThat(of(node, "acme", "gone").counts().get(Measure.L2_FAILURES)).isPositive();
      own.restart();
      await().atMost(LIMIT).until(() -> analytics.health().l2Available());
    }
  }

  @Test
  void jmx_showsTheMonitorWhileTheManagerIsOpen() throws JMException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("io.tiercel:type=CacheMonitor,CacheManager=test.jmx");
    try (Node node = Node.builder(Mode.TIERED).redis(redis).uri("test:jmx").open()) {
      LoadingCache<Object, Object> cache = TenantCaches.of(node.manager()).cache("acme", "jmx");
      cache.put("k", "v");
      cache.get("k");
      cache.get("x");
      assertThat(beans.getAttribute(name, "HitRate")).isEqualTo(50.0);
      assertThat(beans.getAttribute(name, "Misses")).isEqualTo(1L);
      assertThat(beans.getAttribute(name, "L2Available")).isEqualTo(true);
      assertThat(beans.getAttribute(name, "Status")).isEqualTo("healthy");
      assertThat((String[]) beans.getAttribute(name, "Issues")).isNotNull();
    }
    assertThat(beans.isRegistered(name)).isFalse();
  }

  @Test
  void monitoringDisabled_countsNothing() throws JMException {
    try (Node node =
        Node.builder(Mode.LOCAL).set("monitoring-enabled", "false").uri("test:off").open()) {
      LoadingCache<Object, Object> cache = TenantCaches.of(node.manager()).cache("acme", "off");
      cache.put("k", "v");
      cache.get("k");
      assertThat(CacheAnalytics.of(node.manager()).currentMetrics().counts().isEmpty()).isTrue();
      assertThat(
              ManagementFactory.getPlatformMBeanServer()
                  .queryNames(new ObjectName("io.tiercel:CacheManager=test.off,*"), null))
          .isEmpty();
    }
  }

  private static void readAndWrite(LoadingCache<Object, Object> cache) {
    for (int i = 0; i < 500; i++) {
      cache.get("k");
      cache.get("absent");
      if (i % 10 == 0) {
        cache.put("own-" + Thread.currentThread().getId(), "v");
      }
    }
  }

  private static Object fail() {
    throw new IllegalStateException("no source");
  }

  private static void awaitServing(Node node, Mode mode) {
    if (mode == Mode.TIERED) {
      TenantCaches.of(node.manager()).cache("acme", "first");
      await().atMost(LIMIT).until(() -> CacheAnalytics.of(node.manager()).health().l1Available());
    }
  }

  private static SeriesMetrics of(Node node, String tenant, String resource) {
    List<SeriesMetrics> found = new ArrayList<>();
    CacheAnalytics.of(node.manager())
        .forEachSeries(
            series -> {
              if (tenant.equals(series.tenant()) && resource.equals(series.resource())) {
                found.add(series);
              }
            });
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
