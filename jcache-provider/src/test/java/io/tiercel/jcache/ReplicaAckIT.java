/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static io.tiercel.jcache.OutageFixture.awaitBack;
import static io.tiercel.jcache.OutageFixture.awaitWhile;
import static io.tiercel.jcache.OutageFixture.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.embedded.EmbeddedRedisSentinel;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.spi.TierUnavailableException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a failover loses of the writes that came after the replica fell behind. */
final class ReplicaAckIT {
  private static final int WRITES = 10;

  private EmbeddedRedisSentinel sentinel;

  @BeforeEach
  void start() {
    sentinel = EmbeddedRedisSentinel.start();
  }

  @AfterEach
  void stop() {
    sentinel.close();
  }

  @Test
  void failover_withoutAcks_losesWhatTheReplicaHadNot() {
    assertThat(lostOf(0)).hasSize(WRITES).allMatch(key -> key.startsWith("behind"));
  }

  @Test
  void failover_withOneAck_losesNothingThatWasAcknowledged() {
    assertThat(lostOf(1)).isEmpty();
  }

  @Test
  void replicaBehind_withOneAck_isAnOutageUntilItIsBack() {
    try (Node node = node(1);
        Cache<String, String> cache = open(node)) {
      awaitWhile().untilAsserted(() -> cache.getAndPut("k", "v"));
      separate();
      Operations.assertUndecided(
          "getAndPut",
          cache,
          undecided -> undecided.getAndPut("k", "w"),
          "lower tiercel.l2.min-replicas-ack");
      unite();
      awaitWhile().untilAsserted(() -> cache.getAndPut("k", "x"));
      assertThat(cache.get("k")).isEqualTo("x");
    }
  }

  @Test
  void replicaHung_withOneAck_isAnOutageUntilItIsBack() {
    try (Node node = node(1);
        Cache<String, String> cache = open(node)) {
      for (int i = 0; i < WRITES; i++) {
        awaitWhile().untilAsserted(() -> cache.putIfAbsent("k", "v"));
      }
      sentinel.replica().pause();
      Operations.assertUndecided(
          "replace",
          cache,
          undecided -> undecided.replace("k", "w"),
          "lower tiercel.l2.min-replicas-ack");
      sentinel.replica().resume();
      awaitWhile().untilAsserted(() -> assertThat(cache.replace("k", "x")).isTrue());
      assertThat(cache.get("k")).isEqualTo("x");
    }
  }

  /** The client connects in the thread of a call then, and fails in it. */
  @Test
  void mastersAwayAtStart_withOneAck_isAnOutageUntilOneIsBack() {
    EmbeddedRedis master = sentinel.master();
    EmbeddedRedis replica = sentinel.replica();
    replica.stop();
    master.stop();
    try (Node node = node(1);
        Cache<String, String> cache = open(node)) {
      for (int i = 0; i < WRITES; i++) {
        Operations.assertUndecided(
            "getAndPut", cache, undecided -> undecided.getAndPut("k", "v"), "bring ");
      }
      master.restart();
      replica.restart();
      awaitWhile().untilAsserted(() -> cache.getAndPut("k", "v"));
      assertThat(cache.get("k")).isEqualTo("v");
    }
  }

  private List<String> lostOf(int acks) {
    try (Node node = node(acks);
        Cache<String, String> cache = open(node)) {
      awaitBack(node);
      List<String> acknowledged = new ArrayList<>();
      write(cache, "before", acknowledged);
      assertThat(acknowledged).isNotEmpty();
      EmbeddedRedis before = sentinel.master();
      if (acks == 0) {
        before.call("WAIT", "1", "0");
        await().until(() -> before.info("replication").contains("lag=0"));
        awaitSame(before, sentinel.replica());
      }
      separate();
      write(cache, "behind", acknowledged);
      before.stop();
      sentinel.awaitMasterOtherThan(before);
      unite();
      before.restart();
      sentinel.awaitAgreed();
      awaitBack(node);
      List<String> lost = new ArrayList<>();
      for (String key : acknowledged) {
        if (!awaitWhile().until(() -> cache.containsKey(key) ? 1 : 0, held -> true).equals(1)) {
          lost.add(key);
        }
      }
      return lost;
    }
  }

  private static void write(Cache<String, String> cache, String name, List<String> acknowledged) {
    for (int i = 0; i < WRITES; i++) {
      try {
        cache.getAndPut(name + i, "v");
        acknowledged.add(name + i);
      } catch (TierUnavailableException refused) {
        assertThat(refused).hasMessageContaining("(");
      }
    }
  }

  /** Until the replica has all that the master has. */
  private static void awaitSame(EmbeddedRedis master, EmbeddedRedis replica) {
    await().until(() -> master.call("DBSIZE").equals(replica.call("DBSIZE")));
  }

  /** The replica can no longer log in at the master, which does not know its user. */
  private void separate() {
    EmbeddedRedis master = sentinel.master();
    sentinel.replica().call("CONFIG", "SET", "masteruser", "nobody");
    sentinel.replica().call("CONFIG", "SET", "masterauth", "wrong");
    master.call("CLIENT", "KILL", "TYPE", "replica");
    await().until(() -> master.info("replication").contains("connected_slaves:0"));
  }

  private void unite() {
    for (EmbeddedRedis server : List.of(sentinel.master(), sentinel.replica())) {
      try {
        server.call("CONFIG", "SET", "masteruser", "");
        server.call("CONFIG", "SET", "masterauth", "");
      } catch (UncheckedIOException stopped) {
        assertThat(stopped).hasMessageContaining("CONFIG");
      }
    }
  }

  private Node node(int acks) {
    return Node.builder(Mode.REMOTE)
        .set("l2.address", String.join(",", sentinel.addresses()))
        .set("l2.sentinel-master", sentinel.masterName())
        .set("l2.min-replicas-ack", String.valueOf(acks))
        .set("l2.timeout-ms", "1000")
        .set("on-outage", "fail")
        .open();
  }
}
