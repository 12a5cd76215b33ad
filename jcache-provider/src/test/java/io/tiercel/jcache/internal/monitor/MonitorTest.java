/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.monitor;

import static io.tiercel.monitoring.TierStates.State.AVAILABLE;
import static io.tiercel.monitoring.TierStates.State.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tiercel.jcache.spi.Invalidation;
import io.tiercel.jcache.spi.Invalidation.Reason;
import io.tiercel.jcache.spi.TierLevel;
import io.tiercel.monitoring.CacheHealth;
import io.tiercel.monitoring.CacheMetrics;
import io.tiercel.monitoring.Latency;
import io.tiercel.monitoring.Measure;
import io.tiercel.monitoring.MetricsCollection;
import io.tiercel.monitoring.MetricsInterval;
import io.tiercel.monitoring.SeriesMetrics;
import io.tiercel.monitoring.TierStates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class MonitorTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong nanos = new AtomicLong(ThreadLocalRandom.current().nextInt(1, 1 << 30));
  private final Meters meters = new Meters(true, nanos::get);
  private final AtomicInteger probes = new AtomicInteger();
  private TierStates states = new TierStates(AVAILABLE, AVAILABLE, "", Duration.ofSeconds(30));
  private final Monitor monitor =
      new Monitor(
          meters,
          2,
          () -> {
            probes.incrementAndGet();
            return states;
          },
          nanos::get);

  @Test
  void currentMetrics_readsOfATieredCache_areCountedPerTierAndTogether() {
    CacheMeter meter = tiered("acme:contacts");
    read(meter, 6, 3, 1);
    CacheMetrics metrics = monitor.currentMetrics();
    assertThat(metrics.l1().hits()).isEqualTo(6);
    assertThat(metrics.l1().misses()).isEqualTo(4);
    assertThat(metrics.l1().hitRate()).isEqualTo(60.0);
    assertThat(metrics.l2().hits()).isEqualTo(3);
    assertThat(metrics.l2().misses()).isEqualTo(1);
    assertThat(metrics.l2().hitRate()).isEqualTo(75.0);
    assertThat(metrics.combined().hits()).isEqualTo(9);
    assertThat(metrics.combined().overallHitRate()).isEqualTo(90.0);
  }

  @Test
  void currentMetrics_cacheWithoutATier_asksItNever() {
    CacheMeter local = meters.open("local");
    local.asks(true, false);
    CacheMeter remote = meters.open("remote");
    remote.asks(false, true);
    local.miss();
    remote.miss();
    remote.hit(TierLevel.L2, 0);
    CacheMetrics metrics = monitor.currentMetrics();
    assertThat(metrics.l1().misses()).isEqualTo(1);
    assertThat(metrics.l2().misses()).isEqualTo(1);
    assertThat(metrics.combined().misses()).isEqualTo(2);
  }

  @Test
  void window_endedIntervals_arePartWhileTheyBeganWithinIt() {
    CacheMeter meter = tiered("acme:contacts");
    for (int minute = 1; minute <= 4; minute++) {
      read(meter, minute, 0, 0);
      nanos.addAndGet(MINUTE.toNanos());
      monitor.collect();
    }
    read(meter, 100, 0, 0);
    assertThat(hits(MINUTE)).isEqualTo(4 + 100);
    assertThat(hits(MINUTE.multipliedBy(3))).isEqualTo(2 + 3 + 4 + 100);
    assertThat(hits(Duration.ofHours(1))).isEqualTo(110);
    assertThat(monitor.currentMetrics(MINUTE).period()).isEqualTo(MINUTE);
    assertThat(monitor.currentMetrics().combined().hits()).isEqualTo(110);
  }

  @Test
  void window_nobodyCollects_intervalsEndWhenMetricsAreAskedFor() {
    CacheMeter meter = tiered("acme:contacts");
    read(meter, 5, 0, 0);
    nanos.addAndGet(MINUTE.toNanos());
    assertThat(hits(MINUTE)).isEqualTo(5);
    nanos.addAndGet(MINUTE.toNanos());
    assertThat(hits(MINUTE)).isZero();
  }

  @Test
  void window_manyIntervals_remembersSixty() {
    CacheMeter meter = tiered("acme:contacts");
    for (int i = 0; i < 100; i++) {
      read(meter, 1, 0, 0);
      nanos.addAndGet(MINUTE.toNanos());
      monitor.collect();
    }
    assertThat(hits(Duration.ofDays(1))).isEqualTo(60);
  }

  @Test
  void intervals_endedAndUnderWay_areInOrderWithWhatEachDid() {
    CacheMeter meter = tiered("acme:contacts");
    read(meter, 1, 0, 0);
    load(meter, MINUTE.dividedBy(2));
    nanos.addAndGet(MINUTE.toNanos() / 2);
    monitor.collect();
    read(meter, 2, 0, 0);
    nanos.addAndGet(MINUTE.toNanos());
    monitor.collect();
    read(meter, 3, 0, 0);
    nanos.addAndGet(MINUTE.toNanos() / 2);

    List<MetricsInterval> intervals = monitor.intervals();

    assertThat(intervals)
        .extracting(
            MetricsInterval::ago,
            interval -> interval.metrics().period(),
            interval -> interval.metrics().l1().hits(),
            interval -> interval.metrics().l3().latency().timed())
        .containsExactly(
            tuple(MINUTE.multipliedBy(3).dividedBy(2), MINUTE, 1L, 1L),
            tuple(MINUTE.dividedBy(2), MINUTE, 2L, 0L),
            tuple(Duration.ZERO, MINUTE.dividedBy(2), 3L, 0L));
  }

  @Test
  void series_moreCachesThanAreShown_restIsOneAndNothingIsLost() {
    read(tiered("acme:contacts"), 10, 0, 0);
    read(tiered("acme:messages"), 1, 0, 0);
    read(tiered("globex:contacts"), 30, 0, 0);
    read(tiered("countries"), 2, 5, 0);
    List<SeriesMetrics> series = monitor.series();
    assertThat(series)
        .extracting(SeriesMetrics::tenant, SeriesMetrics::resource, one -> one.counts().hits())
        .containsExactly(
            tuple("globex", "contacts", 30L),
            tuple("acme", "contacts", 10L),
            tuple(null, "other", 8L));
  }

  @Test
  void seriesOfAWindow_ranksEachIntervalAndKeepsTheTotal() {
    CacheMeter first = tiered("acme:contacts");
    CacheMeter second = tiered("acme:messages");
    CacheMeter third = tiered("acme:drafts");
    read(first, 10, 0, 0);
    read(second, 20, 0, 0);
    read(third, 5, 0, 0);
    nanos.addAndGet(MINUTE.toNanos());
    monitor.collect();
    read(third, 100, 0, 0);
    List<SeriesMetrics> series = monitor.series(MINUTE.multipliedBy(2));
    assertThat(series)
        .extracting(SeriesMetrics::resource, one -> one.counts().hits())
        .containsExactly(tuple("drafts", 100L), tuple("messages", 20L), tuple("other", 15L));
  }

  @Test
  void close_manyCaches_forgetsTheOldestAndNoCount() {
    int caches = Meters.MOST_CLOSED + 7;
    for (int i = 0; i < caches; i++) {
      read(tiered("t" + i + ":contacts"), 1, 0, 0);
      meters.close("t" + i + ":contacts");
    }
    assertThat(meters.all().meters()).hasSize(Meters.MOST_CLOSED);
    assertThat(monitor.currentMetrics().combined().hits()).isEqualTo(caches);
    List<SeriesMetrics> all = new ArrayList<>();
    monitor.forEachSeries(all::add);
    assertThat(all).last().matches(SeriesMetrics::isOther);
    assertThat(all).last().extracting(one -> one.counts().hits()).isEqualTo(7L);
  }

  @Test
  void open_again_countsOn() {
    read(tiered("acme:contacts"), 3, 0, 0);
    meters.close("acme:contacts");
    read(tiered("acme:contacts"), 4, 0, 0);
    assertThat(monitor.series())
        .singleElement()
        .extracting(one -> one.counts().hits())
        .isEqualTo(7L);
  }

  @Test
  void latencies_ofAThousandTrips_areRightToTwoDigits() {
    CacheMeter meter = tiered("acme:contacts");
    for (int i = 1; i <= 1000; i++) {
      long start = meter.start();
      nanos.addAndGet(i * 1000L);
      meter.remoteTrip(Timed.L2, start);
    }
    Latency l2 = monitor.currentMetrics().latencies().l2();
    assertThat(l2.timed()).isEqualTo(1000);
    Percentage one = Percentage.withPercentage(1);
    assertThat(l2.average().toNanos()).isCloseTo(500_500, one);
    assertThat(l2.p50().toNanos()).isCloseTo(500_000, one);
    assertThat(l2.p95().toNanos()).isCloseTo(950_000, one);
    assertThat(l2.p99().toNanos()).isCloseTo(990_000, one);
    assertThat(l2.max().toNanos()).isCloseTo(1_000_000, one);
    assertThat(monitor.currentMetrics().latencies().l2Writes()).isEqualTo(Latency.NONE);
    assertThat(monitor.series().get(0).averageL2()).isEqualTo(Duration.ofNanos(500_500));
  }

  @Test
  void latencies_combined_weighSampledHitsAsAllOfThem() {
    CacheMeter meter = tiered("acme:contacts");
    for (int i = 0; i < 63; i++) {
      meter.hit(TierLevel.L1, 0);
    }
    long start = meter.start();
    nanos.addAndGet(1_000);
    meter.hit(TierLevel.L1, start);
    start = meter.start();
    nanos.addAndGet(1_000_000);
    meter.remoteTrip(Timed.L2, start);
    CacheMetrics metrics = monitor.currentMetrics();
    assertThat(metrics.latencies().l1().timed()).isEqualTo(1);
    assertThat(metrics.combined().latency().timed()).isEqualTo(65);
    assertThat(metrics.combined().averageLatency().toNanos())
        .isCloseTo((64 * 1_000 + 1_000_000) / 65, Percentage.withPercentage(1));
  }

  @Test
  void latencies_ofAWindow_areThoseOfItsIntervals() {
    CacheMeter meter = tiered("acme:contacts");
    load(meter, Duration.ofMillis(100));
    nanos.addAndGet(MINUTE.toNanos());
    monitor.collect();
    nanos.addAndGet(MINUTE.toNanos());
    monitor.collect();
    load(meter, Duration.ofHours(1));
    assertThat(monitor.currentMetrics(MINUTE).l3().latency().timed()).isEqualTo(1);
    assertThat(monitor.currentMetrics(MINUTE).l3().latency().p50())
        .as("longer than ten minutes counts as ten")
        .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
    assertThat(monitor.currentMetrics().l3().latency().timed()).isEqualTo(2);
  }

  @Test
  void invalidated_isCountedByReasonForItsCache() {
    meters.invalidated(new Invalidation("acme", "messages", null, Reason.MANUAL, "messages"));
    meters.invalidated(new Invalidation("acme", "contacts", null, Reason.CASCADE, "messages"));
    meters.invalidated(new Invalidation(null, "countries", null, Reason.ENTITY, "countries"));
    assertThat(monitor.currentMetrics().counts().invalidations()).isEqualTo(3);
    List<SeriesMetrics> all = new ArrayList<>();
    monitor.forEachSeries(all::add);
    assertThat(all)
        .filteredOn(one -> one.counts().get(Measure.INVALIDATIONS_CASCADE) == 1)
        .singleElement()
        .extracting(SeriesMetrics::resource)
        .isEqualTo("contacts");
    assertThat(all)
        .filteredOn(one -> one.resource().equals("countries"))
        .singleElement()
        .extracting(SeriesMetrics::tenant)
        .isEqualTo("");
  }

  @Test
  void collect_statusChanges_listenersHearOnce() {
    List<CacheHealth.Status> heard = new ArrayList<>();
    monitor.addHealthListener((before, now) -> heard.add(now.status()));
    collectAfterASecond();
    collectAfterASecond();
    assertThat(heard).isEmpty();
    states = new TierStates(AVAILABLE, UNAVAILABLE, "gone", Duration.ofSeconds(30));
    collectAfterASecond();
    collectAfterASecond();
    assertThat(heard).containsExactly(CacheHealth.Status.DEGRADED);
    states = new TierStates(AVAILABLE, AVAILABLE, "", Duration.ofSeconds(30));
    collectAfterASecond();
    assertThat(heard).containsExactly(CacheHealth.Status.DEGRADED, CacheHealth.Status.HEALTHY);
  }

  @Test
  void health_askedOften_probesOnceASecond() {
    monitor.health();
    monitor.health();
    assertThat(probes).hasValue(1);
    nanos.addAndGet(Duration.ofMillis(1001).toNanos());
    monitor.health();
    assertThat(probes).hasValue(2);
  }

  @Test
  void exportMetrics_namesThatNeedQuoting_isJson() throws JsonProcessingException {
    read(tiered("acme:a\"b\\c\n\u2028"), 3, 1, 1);
    JsonNode tree = new ObjectMapper().readTree(monitor.exportMetrics());
    assertThat(tree.at("/sinceStart/combined/overallHitRate").asDouble()).isEqualTo(80.0);
    assertThat(tree.at("/last5Minutes/l1/hits").asLong()).isEqualTo(3);
    assertThat(tree.at("/series/0/tenant").asText()).isEqualTo("acme");
    assertThat(tree.at("/series/0/resource").asText()).isEqualTo("a\"b\\c\n\u2028");
  }

  @Test
  void startMetricsCollection_collectsUntilItIsClosed() {
    read(tiered("acme:contacts"), 3, 0, 0);
    try (MetricsCollection collection = monitor.startMetricsCollection(Duration.ofMillis(1))) {
      assertThat(collection).isNotNull();
      await().until(() -> probes.get() > 0);
    }
    monitor.close();
    monitor.startMetricsCollection(Duration.ofMillis(1)).close();
    assertThatThrownBy(() -> monitor.startMetricsCollection(Duration.ZERO))
        .hasMessageContaining("TIERCEL-6100");
    assertThatThrownBy(() -> monitor.currentMetrics(Duration.ZERO))
        .hasMessageContaining("window=PT0S");
  }

  @Test
  void off_countsNothing() {
    Meters off = new Meters(false, nanos::get);
    CacheMeter meter = off.open("acme:contacts");
    assertThat(meter.on()).isFalse();
    assertThat(meter.start()).isZero();
    read(meter, 1, 1, 1);
    meter.add(Measure.PUTS, 1);
    meter.loaded(0, true);
    meter.remoteTrip(Timed.L2, 0);
    off.invalidated(new Invalidation("acme", "contacts", null, Reason.MANUAL, "contacts"));
    off.close("acme:contacts");
    assertThat(off.all().meters()).isEmpty();
    assertThat(CacheMeter.OFF.counts().isEmpty()).isTrue();
  }

  private CacheMeter tiered(String name) {
    CacheMeter meter = meters.open(name);
    meter.asks(true, true);
    return meter;
  }

  private static void read(CacheMeter meter, int l1Hits, int l2Hits, int misses) {
    for (int i = 0; i < l1Hits; i++) {
      meter.hit(TierLevel.L1, 0);
    }
    for (int i = 0; i < l2Hits; i++) {
      meter.hit(TierLevel.L2, 0);
    }
    for (int i = 0; i < misses; i++) {
      meter.miss();
    }
  }

  private void load(CacheMeter meter, Duration time) {
    long start = meter.start();
    nanos.addAndGet(time.toNanos());
    meter.loaded(start, false);
  }

  private void collectAfterASecond() {
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    monitor.collect();
  }

  private long hits(Duration window) {
    return monitor.currentMetrics(window).combined().hits();
  }
}
