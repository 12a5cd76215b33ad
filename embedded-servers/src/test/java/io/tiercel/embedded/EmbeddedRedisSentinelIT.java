/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedRedisSentinelIT {
  private static EmbeddedRedisSentinel sentinel;

  @BeforeAll
  static void start() {
    sentinel = EmbeddedRedisSentinel.start();
  }

  @AfterAll
  static void close_running_leavesNoProcess() {
    List<EmbeddedRedis> all = new ArrayList<>(sentinel.sentinels());
    all.add(sentinel.master());
    all.add(sentinel.replica());
    List<Long> pids = all.stream().map(EmbeddedRedis::pid).toList();
    sentinel.close();
    assertThat(pids).hasSize(5).allSatisfy(pid -> assertThat(ProcessHandle.of(pid)).isEmpty());
  }

  @Test
  void failOver_bothRunning_changesRolesAndKeepsData() {
    EmbeddedRedis before = sentinel.master();
    before.call("SET", "a", "1");
    before.call("WAIT", "1", "0");
    sentinel.failOver();
    assertThat(sentinel.replica()).isSameAs(before);
    assertThat(sentinel.master().call("GET", "a")).isEqualTo("1");
    assertThat(before.info("replication")).contains("role:slave");
  }

  @Test
  void stop_master_replicaTakesItsPlaceAndItFollowsOnceBack() {
    EmbeddedRedis before = sentinel.master();
    EmbeddedRedis replica = sentinel.replica();
    before.call("SET", "b", "2");
    before.call("WAIT", "1", "0");
    before.stop();
    sentinel.awaitMasterOtherThan(before);
    assertThat(sentinel.master()).isSameAs(replica);
    assertThat(replica.call("GET", "b")).isEqualTo("2");
    before.restart();
    sentinel.awaitAgreed();
    assertThat(before.call("GET", "b")).isEqualTo("2");
  }
}
