/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.benchmarks.RateLimitFootprint.Cost;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every row runs. Nothing is said about its figures: a build machine is no place to measure. */
class BenchmarksIT {
  static {
    // Other builds may run beside this one: nothing is measured, so nothing is disturbed.
    System.setProperty("jmh.ignoreLock", "true");
  }

  @ParameterizedTest
  @CsvSource({
    "LocalReadBenchmark, 2",
    "AnnotatedReadBenchmark, 4",
    "NearMapBenchmark, 6",
    "MonitoringBenchmark, 2",
    "RemoteBenchmark, 4",
    "CodecBenchmark, 12",
    "LocalHitBenchmark, 32"
  })
  void run_forAMoment_givesEachRowAScore(String benchmark, int rows) throws RunnerException {
    Options moment =
        new OptionsBuilder()
            .include("\\." + benchmark + "\\.")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(50))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results = new Runner(moment).run();
    assertThat(results).hasSize(rows);
    assertThat(results).allMatch(row -> row.getPrimaryResult().getScore() > 0);
  }

  @Test
  void recording_ofEachCall_standsInTheDatabase() throws SQLException {
    int slices = Integer.getInteger("recording.slices", 2);
    RecordingCost.Cost cost = RecordingCost.measure(slices, false);
    System.out.println(cost + ": " + Math.round(cost.percent()) + " % of the throughput");
    assertThat(cost.on()).isPositive();
    assertThat(cost.recorded())
        .isEqualTo((long) slices * RecordingCost.SLICE * (1 + RecordingCost.WARM_UP));
  }

  @Test
  void permits_ofAllLimiters_areGivenByEightThreads() throws Exception {
    Map<String, RateLimitComparison.Cost> costs = RateLimitComparison.measure(8, 1);
    assertThat(costs)
        .containsOnlyKeys("SLIDING_WINDOW", "TOKEN_BUCKET", "RRateLimiter", "Bucket4j");
    assertThat(costs.values()).allMatch(cost -> cost.micros() > 0);
    assertThat(costs.values()).allMatch(cost -> cost.percentile99() >= cost.median());
  }

  @Test
  void footprint_ofOurLimiters_isOneRoundTripAndSmall() {
    Map<String, Cost> costs = RateLimitFootprint.measure(20);
    assertThat(costs).hasSize(6);
    Cost bucket4j = Objects.requireNonNull(costs.get("bucket4j"));
    assertThat(bucket4j.roundTrips()).isGreaterThan(1.9);
    for (String counter : List.of("SLIDING_WINDOW", "FIXED_WINDOW", "TOKEN_BUCKET")) {
      Cost ours = Objects.requireNonNull(costs.get("tiercel " + counter));
      // A heartbeat now and then is read, too.
      assertThat(ours.roundTrips()).isBetween(1.0, 1.5);
      assertThat(ours.bytes()).isBetween(1L, bucket4j.bytes());
    }
  }
}
