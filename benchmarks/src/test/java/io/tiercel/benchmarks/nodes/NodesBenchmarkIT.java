/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.benchmarks.nodes.NodeMap.Way;
import io.tiercel.benchmarks.nodes.NodesBenchmark.Lag;
import io.tiercel.benchmarks.nodes.NodesBenchmark.Load;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Both tables have rows. Nothing is said about its figures: a build machine is no place to measure.
 */
final class NodesBenchmarkIT {
  @ParameterizedTest
  @EnumSource(names = {"TIERCEL", "REDISSON_LOCAL_MAP"})
  void load_forAMoment_reachesRedis(Way way) {
    Load load = NodesBenchmark.load(way, 3, 500);
    assertThat(load.perSecond()).isPositive();
    assertThat(load.trips()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(names = {"TIERCEL", "REDISSON_LOCAL_MAP"})
  void lag_ofSomeWrites_isSeen(Way way) throws IOException {
    Lag lag = NodesBenchmark.lag(way, 20);
    assertThat(lag.longest()).isGreaterThanOrEqualTo(lag.median()).isPositive();
  }
}
