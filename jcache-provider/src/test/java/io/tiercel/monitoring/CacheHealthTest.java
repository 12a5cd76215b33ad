/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring;

import static io.tiercel.monitoring.TierStates.State.ABSENT;
import static io.tiercel.monitoring.TierStates.State.AVAILABLE;
import static io.tiercel.monitoring.TierStates.State.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.monitoring.CacheHealth.Status;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CacheHealthTest {
  private static final TierStates SERVING = tiers(AVAILABLE, AVAILABLE, "");

  private final Map<Measure, Long> numbers = new EnumMap<>(Measure.class);

  @ParameterizedTest
  @CsvSource({
    // l1 hits, l2 hits, misses, invalidations: status, score, issues
    "900, 60, 40, 0, HEALTHY, 100, 0",
    "800, 0, 200, 0, HEALTHY, 100, 0",
    "799, 0, 201, 0, HEALTHY, 85, 1",
    "500, 0, 500, 0, HEALTHY, 85, 1",
    "400, 99, 501, 0, DEGRADED, 60, 1",
    "200, 0, 800, 0, DEGRADED, 60, 1",
    "199, 0, 801, 0, CRITICAL, 30, 2",
    "190, 310, 500, 0, DEGRADED, 75, 2",
    "600, 200, 200, 801, HEALTHY, 80, 1",
    "600, 200, 200, 800, HEALTHY, 100, 0",
    "100, 50, 850, 151, CRITICAL, 10, 3",
    "0, 0, 99, 500, HEALTHY, 100, 0"
  })
  void of_reads_givesTheScoreOfTheRules(
      long l1, long l2, long misses, long invalidations, Status status, int score, int issues) {
    count(Measure.L1_HITS, l1).count(Measure.L2_HITS, l2).count(Measure.MISSES, misses);
    count(Measure.L1_MISSES, l2 + misses).count(Measure.INVALIDATIONS_CASCADE, invalidations);
    CacheHealth health = judge(SERVING);
    assertThat(health.status()).isEqualTo(status);
    assertThat(health.score()).isEqualTo(score);
    assertThat(health.issues()).hasSize(issues);
    assertThat(health.recommendations()).hasSize(issues);
    assertThat(judge(SERVING)).isEqualTo(health);
  }

  @Test
  void of_lowHitRate_namesTheFigureAndTheRemedy() {
    count(Measure.L2_HITS, 499).count(Measure.MISSES, 501);
    CacheHealth health = judge(SERVING);
    assertThat(health.issues()).containsExactly("Low hit rate: 49.90 of 100 reads");
    assertThat(health.recommendations().get(0)).contains("tiercel.l2.ttl-seconds", "warm");
  }

  @Test
  void of_nothingRead_saysSoAndIsHealthy() {
    CacheHealth health = judge(SERVING);
    assertThat(health.score()).isEqualTo(100);
    assertThat(health.issues()).isEmpty();
    assertThat(health.recommendations())
        .containsExactly("No reads were recorded: check the tenant and tiercel.monitoring-enabled");
  }

  @Test
  void of_remoteGone_degradesAndNamesTheCauseAndTheBound() {
    count(Measure.L1_HITS, 1000);
    CacheHealth health = judge(tiers(UNAVAILABLE, UNAVAILABLE, "connection refused"));
    assertThat(health.status()).isEqualTo(Status.DEGRADED);
    assertThat(health.score()).isEqualTo(60);
    assertThat(health.l1Available()).isFalse();
    assertThat(health.l2Available()).isFalse();
    assertThat(health.issues()).containsExactly("L2 does not answer: connection refused");
    assertThat(health.recommendations().get(0)).contains("copies of 30 s", "l2.address");
  }

  @Test
  void of_nearUntrusted_costsTen() {
    CacheHealth health = judge(tiers(UNAVAILABLE, AVAILABLE, ""));
    assertThat(health.score()).isEqualTo(90);
    assertThat(health.l1Available()).isFalse();
    assertThat(health.l2Available()).isTrue();
  }

  @Test
  void of_localCache_missesNoRemoteTier() {
    CacheHealth health = judge(tiers(AVAILABLE, ABSENT, ""));
    assertThat(health.score()).isEqualTo(100);
    assertThat(health.l2Available()).isFalse();
  }

  @Test
  void of_cachingOff_judgesNoReads() {
    count(Measure.MISSES, 10_000);
    CacheHealth health = judge(tiers(ABSENT, ABSENT, ""));
    assertThat(health.score()).isEqualTo(100);
    assertThat(health.issues()).containsExactly("Caching is off: every read is a miss");
  }

  @ParameterizedTest
  @CsvSource({"99, 100, 100", "100, 200, 100", "101, 200, 90"})
  void of_evictions_costTenFromHalfOfTheMisses(long evictions, long misses, int score) {
    count(Measure.EVICTIONS, evictions).count(Measure.L1_MISSES, misses);
    count(Measure.L1_HITS, 10_000);
    assertThat(judge(SERVING).score()).isEqualTo(score);
  }

  @ParameterizedTest
  @CsvSource({"99, 100", "100, 90"})
  void of_undecodableValues_costTenFromAHundred(long undecodable, int score) {
    count(Measure.UNDECODABLE, undecodable);
    assertThat(judge(SERVING).score()).isEqualTo(score);
  }

  @Test
  void of_everythingWrong_isNotBelowZero() {
    count(Measure.MISSES, 1000).count(Measure.L1_MISSES, 1000);
    count(Measure.INVALIDATIONS_TAG, 5).count(Measure.UNDECODABLE, 500);
    count(Measure.EVICTIONS, 900);
    CacheHealth health = judge(tiers(UNAVAILABLE, UNAVAILABLE, "gone"));
    assertThat(health.score()).isZero();
    assertThat(health.status()).isEqualTo(Status.CRITICAL);
    assertThat(health.issues()).hasSize(6);
  }

  private CacheHealthTest count(Measure measure, long number) {
    numbers.put(measure, number);
    return this;
  }

  private CacheHealth judge(TierStates tiers) {
    return CacheHealth.of(Counts.of(measure -> numbers.getOrDefault(measure, 0L)), tiers);
  }

  private static TierStates tiers(TierStates.State l1, TierStates.State l2, String failure) {
    return new TierStates(l1, l2, failure, Duration.ofSeconds(30));
  }
}
