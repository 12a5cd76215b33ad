/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.cdi.internal.TiercelExtension;
import io.tiercel.monitoring.CacheHealth;
import io.tiercel.monitoring.Counts;
import io.tiercel.monitoring.Measure;
import io.tiercel.monitoring.TierStates;
import io.tiercel.tenant.TenantCaches;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntConsumer;
import javax.cache.Cache;
import javax.cache.Caching;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What caches did, in the tables of PostgreSQL. */
class MetricsRecordingIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String UNIT = "tiercel.analytics.persistence-unit";
  private static final String INTERVAL = "tiercel.analytics.interval-seconds";
  private static final String SUMS =
      "select tenant_id, resource_type, sum(l1_hit_count), sum(l1_miss_count), sum(miss_count),"
          + " sum(put_count), sum(invalidation_count) from cache_metadata group by 1, 2 order by 1, 2";

  private static AnalyticsDatabase database;

  @BeforeAll
  static void startServer() {
    database = new AnalyticsDatabase();
  }

  @AfterAll
  static void stopServer() {
    database.close();
  }

  @BeforeEach
  void migrate() {
    database.migrate(this);
    System.setProperty(INTERVAL, "1");
  }

  @AfterEach
  void clear() {
    Caching.getCachingProvider("io.tiercel.jcache.TiercelCachingProvider").close();
    System.clearProperty(UNIT);
    System.clearProperty(INTERVAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"inbox", "hibernate"})
  void rows_underEightThreads_areWhatWasDone(String unit) throws Exception {
    System.setProperty(UNIT, unit);
    try (SeContainer application = boot()) {
      TenantCaches caches = application.select(TenantCaches.class).get();
      inEightThreads(number -> readAndWrite(caches, "tenant-" + number % 2));
      await().atMost(LIMIT).until(() -> !database.query(SUMS).isEmpty());
      caches.invalidate("tenant-1", "contacts");
      readAndWrite(caches, "tenant-1");
    }
    assertThat(database.query(SUMS))
        .containsExactly(
            "tenant-0|contacts|400|800|800|4|0", "tenant-1|contacts|500|1000|1000|5|1");
    assertThat(
            database.query(
                "select tenant_id, sum(hit_count), sum(miss_count), sum(put_count)"
                    + " from cache_stats_daily group by 1 order by 1"))
        .containsExactly("tenant-0|400|800|4", "tenant-1|500|1000|5");
  }

  @Test
  void rows_ofManyNodesAtOnce_addUp() throws Exception {
    List<HourRow> rows = new ArrayList<>();
    Instant hour = Instant.parse("2026-11-23T10:00:00Z");
    Counts counts = Counts.of(measure -> measure == Measure.PUTS ? 1 : 0);
    for (int i = 0; i < 250; i++) {
      rows.add(new HourRow("t" + i % 50, "r" + i / 50, hour, counts));
    }
    Collections.sort(rows);
    try (JpaRowStore store = JpaRowStore.open("inbox", new ServerResources())) {
      inEightThreads(
          number -> {
            for (int i = 0; i < 5; i++) {
              write(store, rows.subList(number * 10, rows.size() - (7 - number) * 10));
            }
          });
    }
    assertThat(database.query("select sum(put_count) from cache_metadata"))
        .containsExactly(Integer.toString(8 * 5 * (250 - 70)));
    assertThat(database.query("select sum(put_count) from cache_stats_daily"))
        .containsExactly(Integer.toString(8 * 5 * (250 - 70)));
  }

  @Test
  void postgresRestarts_inTheMiddle_losesAtMostTheBufferAndRaisesNothing() throws Exception {
    System.setProperty(UNIT, "inbox");
    AtomicLong done = new AtomicLong();
    long dropped;
    try (SeContainer application = boot()) {
      TenantCaches caches = application.select(TenantCaches.class).get();
      AtomicBoolean going = new AtomicBoolean(true);
      ExecutorService thread = Executors.newSingleThreadExecutor();
      try {
        Future<?> traffic =
            thread.submit(
                () -> {
                  while (going.get()) {
                    readAndWrite(caches, "acme");
                    done.addAndGet(300);
                  }
                });
        await().atMost(LIMIT).until(() -> reads() > 0);
        database.server().restart();
        long before = reads();
        await().atMost(LIMIT).until(() -> reads() > before);
        going.set(false);
        traffic.get(1, TimeUnit.MINUTES);
      } finally {
        thread.shutdownNow();
      }
      dropped = application.select(AnalyticsRecording.class).get().droppedRows();
    }
    assertThat(dropped).as("rows: one for each interval that met the restart").isBetween(0L, 10L);
    assertThat(reads()).isLessThanOrEqualTo(done.get());
    if (dropped == 0) {
      assertThat(reads()).isEqualTo(done.get());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "900, 60, 40, 0",
    "700, 0, 300, 0",
    "400, 99, 501, 0",
    "100, 390, 510, 700",
    "100, 50, 850, 151",
    "0, 0, 99, 500",
    "0, 0, 0, 0"
  })
  void healthReport_ofTheSameCounts_agreesWithCacheHealth(
      long l1, long l2, long misses, long invalidations) throws Exception {
    Map<Measure, Long> numbers = new EnumMap<>(Measure.class);
    numbers.put(Measure.L1_HITS, l1);
    numbers.put(Measure.L2_HITS, l2);
    numbers.put(Measure.MISSES, misses);
    numbers.put(Measure.L1_MISSES, l2 + misses);
    numbers.put(Measure.L2_MISSES, misses);
    numbers.put(Measure.INVALIDATIONS_CASCADE, invalidations);
    Counts counts = Counts.of(measure -> numbers.getOrDefault(measure, 0L));
    try (JpaRowStore store = JpaRowStore.open("inbox", new ServerResources())) {
      store.write(
          List.of(new HourRow("acme", "r", Instant.now().truncatedTo(ChronoUnit.HOURS), counts)));
    }
    CacheHealth health =
        CacheHealth.of(
            counts,
            new TierStates(
                TierStates.State.AVAILABLE, TierStates.State.AVAILABLE, "", Duration.ZERO));
    for (String unit : List.of("inbox", "hibernate")) {
      HealthReport report = queries(unit, queries -> queries.healthReport("acme"));
      assertThat(report.status()).isEqualToIgnoringCase(health.status().name());
      assertThat(report.score()).isEqualTo(health.score());
      assertThat(report.issues()).isEqualTo(health.issues());
      assertThat(report.recommendations()).isEqualTo(health.recommendations());
      assertThat(report.hitCount()).isEqualTo(l1 + l2);
    }
  }

  @Test
  void queries_readDaysAndResources() throws Exception {
    Counts counts = Counts.of(measure -> measure == Measure.BYTES ? 7 : 10);
    try (JpaRowStore store = JpaRowStore.open("inbox", new ServerResources())) {
      store.write(
          List.of(
              new HourRow("acme", "contacts", Instant.parse("2026-11-22T10:00:00Z"), counts),
              new HourRow("acme", "contacts", Instant.parse("2026-11-23T10:00:00Z"), counts),
              new HourRow("acme", "messages", Instant.parse("2026-11-23T10:00:00Z"), counts)));
    }
    for (String unit : List.of("inbox", "hibernate")) {
      List<DailyStatistics> days = queries(unit, queries -> queries.daily("acme", 30));
      assertThat(days)
          .extracting(day -> day.date().toString())
          .containsExactly("2026-11-23", "2026-11-22");
      assertThat(days.get(0).l1HitCount()).isEqualTo(20);
      assertThat(days.get(0).byteCount()).isEqualTo(2 * counts.get(Measure.BYTES));
      List<ResourceStatistics> top = queries(unit, queries -> queries.topResources("acme", 1));
      assertThat(top).containsExactly(new ResourceStatistics("contacts", 40, 20, 66.67));
    }
  }

  @Test
  void maintain_dropsWhatIsOlderThanTheRetention() throws Exception {
    database.query(
        "insert into cache_metadata (tenant_id, resource_type, period_start)"
            + " values ('a', 'r', date_trunc('hour', now()))");
    database.query(
        "insert into cache_metadata (tenant_id, resource_type, period_start)"
            + " values ('a', 'r', '2026-01-01 10:00Z')");
    for (String unit : List.of("inbox", "hibernate")) {
      try (JpaRowStore store = JpaRowStore.open(unit, new ServerResources())) {
        new Maintenance(store, 5).run();
      }
      assertThat(database.query("select count(*) from cache_metadata")).containsExactly("1");
    }
  }

  private static long reads() throws SQLException {
    List<String> rows =
        database.query("select coalesce(sum(hit_count + miss_count), 0) from cache_metadata");
    return Long.parseLong(rows.get(0));
  }

  /** Reads three hundred times: 100 hits where the cache is not cleared meanwhile, 200 misses. */
  private static void readAndWrite(TenantCaches caches, String tenant) {
    Cache<Object, Object> cache = caches.cache(tenant, "contacts");
    cache.put("k" + Thread.currentThread().getId(), "v");
    for (int i = 0; i < 100; i++) {
      cache.get("k" + Thread.currentThread().getId());
      cache.get("x");
      cache.get("y");
    }
  }

  private static void write(JpaRowStore store, List<HourRow> rows) {
    try {
      store.write(rows);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void inEightThreads(IntConsumer work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int number = i;
        ends.add(threads.submit(() -> work.accept(number)));
      }
      for (Future<?> end : ends) {
        end.get(2, TimeUnit.MINUTES);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> T queries(String unit, Function<AnalyticsQueries, T> question) {
    try (EntityManagerFactory factory = Persistence.createEntityManagerFactory(unit);
        EntityManager entities = factory.createEntityManager()) {
      return question.apply(new AnalyticsQueries(entities));
    }
  }

  private static SeContainer boot() {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addExtensions(new TiercelExtension())
        .initialize();
  }
}
