/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static io.tiercel.jcache.OutageFixture.awaitBack;
import static io.tiercel.jcache.OutageFixture.awaitCopies;
import static io.tiercel.jcache.OutageFixture.awaitWhile;
import static io.tiercel.jcache.OutageFixture.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.embedded.EmbeddedRedisSentinel;
import io.tiercel.jcache.config.Mode;
import java.util.List;
import java.util.logging.Level;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sentinels that make the replica the master, named by an address and a master's name. */
final class SentinelIT {
  private static EmbeddedRedisSentinel sentinel;

  /** Why the replica becomes the master. */
  enum Change {
    ASKED_FOR {
      @Override
      void happen(EmbeddedRedisSentinel sentinel) {
        sentinel.failOver();
      }
    },
    MASTER_KILLED {
      @Override
      void happen(EmbeddedRedisSentinel sentinel) {
        EmbeddedRedis before = sentinel.master();
        before.stop();
        sentinel.awaitMasterOtherThan(before);
        before.restart();
        sentinel.awaitAgreed();
      }
    };

    abstract void happen(EmbeddedRedisSentinel sentinel);
  }

  @BeforeAll
  static void start() {
    sentinel = EmbeddedRedisSentinel.start();
  }

  @AfterAll
  static void stop() {
    sentinel.close();
  }

  @ParameterizedTest
  @EnumSource
  void failover_underLoad_throwsNothingThatAnOutageDoesNot(Change change) {
    try (Node node = node(Mode.TIERED).open();
        Node other = node(Mode.REMOTE).open();
        Cache<String, String> cache = open(node);
        Cache<String, String> elsewhere = open(other, cache.getName())) {
      awaitBack(node);
      try (Load load = Load.on(List.of(cache, elsewhere))) {
        change.happen(sentinel);
        awaitBack(node);
        awaitBack(other);
        long rounds = load.rounds();
        await().until(() -> load.rounds() > rounds + 2);
        load.assertBearable();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void failover_over_nodesTrustTheirCopiesAndAgree(Change change) {
    try (Node node = node(Mode.TIERED).open();
        Node other = node(Mode.TIERED).open();
        Cache<String, String> cache = open(node);
        Cache<String, String> elsewhere = open(other, cache.getName())) {
      awaitCopies(sentinel.master(), cache);
      awaitCopies(sentinel.master(), elsewhere);
      cache.put("k", "before");
      assertThat(elsewhere.get("k")).isEqualTo("before");
      change.happen(sentinel);
      awaitBack(node);
      awaitBack(other);
      awaitCopies(sentinel.master(), cache);
      awaitCopies(sentinel.master(), elsewhere);
      assertThat(cache.get("k")).isEqualTo(elsewhere.get("k"));
      for (int i = 0; i < 5; i++) {
        String value = "v" + i;
        cache.put("k", value);
        assertThat(cache.get("k")).isEqualTo(value);
        await().untilAsserted(() -> assertThat(elsewhere.get("k")).isEqualTo(value));
      }
    }
  }

  @Test
  void r9_reads_askTheMasterAlone() {
    try (Node node = node(Mode.TIERED).open();
        Cache<String, String> cache = open(node)) {
      awaitBack(node);
      sentinel.replica().call("CONFIG", "RESETSTAT");
      for (int i = 0; i < 50; i++) {
        cache.put("k" + i, "v");
        cache.get("absent" + i);
        cache.containsKey("k" + i);
      }
      cache.forEach(entry -> {});
      assertThat(sentinel.master().info("commandstats")).contains("cmdstat_mget");
      assertThat(sentinel.replica().info("commandstats"))
          .doesNotContain("cmdstat_mget", "cmdstat_get:", "cmdstat_eval", "cmdstat_scan");
    }
  }

  @Test
  void start_mastersNameUnknown_saysWhatToCorrect() {
    try (LogCapture log = new LogCapture();
        Node node = node(Mode.TIERED).set("l2.sentinel-master", "nobody").open();
        Cache<String, String> cache = open(node)) {
      awaitWhile()
          .untilAsserted(
              () ->
                  assertThat(log.messages(Level.WARNING, "TIERCEL-3001"))
                      .singleElement()
                      .asString()
                      .contains("tiercel.l2.sentinel-master"));
      Operations.assertUndecided(
          "putIfAbsent",
          cache,
          undecided -> undecided.putIfAbsent("k", "v"),
          "tiercel.l2.sentinel-master");
    }
  }

  private static Node.Builder node(Mode mode) {
    return Node.builder(mode)
        .set("l2.address", String.join(",", sentinel.addresses()))
        .set("l2.sentinel-master", sentinel.masterName())
        .set("l2.timeout-ms", "1000");
  }
}
