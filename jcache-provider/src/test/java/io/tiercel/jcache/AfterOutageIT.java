/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static io.tiercel.jcache.Operations.DECIDING;
import static io.tiercel.jcache.Operations.assertUndecided;
import static io.tiercel.jcache.OutageFixture.LIMIT;
import static io.tiercel.jcache.OutageFixture.awaitBack;
import static io.tiercel.jcache.OutageFixture.awaitWhile;
import static io.tiercel.jcache.OutageFixture.configuration;
import static io.tiercel.jcache.OutageFixture.open;
import static io.tiercel.jcache.OutageFixture.openTheCircuit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import io.tiercel.tenant.PutOptions;
import io.tiercel.tenant.TenantCaches;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is, and what is not, once Redis is back. */
final class AfterOutageIT {
  private OutageFixture outage;
  private EmbeddedRedis redis;

  @BeforeEach
  void start() {
    outage = new OutageFixture();
    redis = outage.redis();
  }

  @AfterEach
  void stop() {
    outage.close();
  }

  @Test
  void writtenMeanwhile_isNotServedStaleAfterwards() {
    try (Node node = outage.node(Mode.REMOTE).open();
        Node other = outage.node(Mode.TIERED).open();
        Cache<String, String> put = open(node);
        Cache<String, String> removed = open(node);
        Cache<String, String> cleared = open(node);
        Cache<String, String> seenElsewhere = open(other, put.getName())) {
      outage.awaitCopies(seenElsewhere);
      TenantCaches tenants = node.manager().unwrap(TenantCaches.class);
      tenants.put("org_2", "contacts", "k", "old");
      tenants.put("org_3", "contacts", "k", "old", PutOptions.DEFAULT.withTags("t"));
      put.put("k", "old");
      removed.put("k", "old");
      cleared.put("k", "old");
      assertThat(seenElsewhere.get("k")).isEqualTo("old");
      redis.pause();
      openTheCircuit(node);
      put.put("k", "new");
      removed.remove("k");
      cleared.clear();
      tenants.invalidate("org_2");
      tenants.invalidateTag("org_3", "t");
      redis.resume();
      awaitBack(node);
      assertThat(put.get("k")).isNotEqualTo("old");
      assertThat(removed.get("k")).isNull();
      assertThat(cleared.get("k")).isNull();
      assertThat(tenants.cache("org_2", "contacts").get("k")).isNull();
      assertThat(tenants.cache("org_3", "contacts").get("k")).isNull();
      await().untilAsserted(() -> assertThat(seenElsewhere.get("k")).isNotEqualTo("old"));
    }
  }

  /** Beyond what is noted by name, all tags of the tenant are invalidated. */
  @Test
  void moreTagsInvalidatedMeanwhileThanAreNoted_nothingOfThemIsServedAfterwards() {
    try (Node node = outage.node(Mode.REMOTE).open()) {
      TenantCaches tenants = node.manager().unwrap(TenantCaches.class);
      for (String tenant : List.of("org_4", "org_5")) {
        tenants.put(tenant, "contacts", "k", "old", PutOptions.DEFAULT.withTags("0"));
      }
      redis.pause();
      openTheCircuit(node);
      for (int i = 0; i <= 10_000; i++) {
        tenants.invalidateTag("org_4", String.valueOf(i));
      }
      redis.resume();
      awaitBack(node);
      assertThat(tenants.cache("org_4", "contacts").get("k")).isNull();
      assertThat(tenants.cache("org_5", "contacts").get("k")).isEqualTo("old");
    }
  }

  @Test
  void notWrittenMeanwhile_isStillThereAfterwards() {
    try (Node node = outage.node(Mode.REMOTE).open();
        Node other = outage.node(Mode.TIERED).open();
        Cache<String, String> cache = open(node);
        Cache<String, String> seenElsewhere = open(other, cache.getName())) {
      outage.awaitCopies(seenElsewhere);
      for (String key : List.of("put", "removed", "untouched", "refused")) {
        cache.put(key, "old");
        assertThat(seenElsewhere.get(key)).isEqualTo("old");
      }
      redis.pause();
      openTheCircuit(node);
      cache.putAll(Map.of("put", "new", "created", "new"));
      cache.removeAll(Set.of("removed"));
      assertUndecided("replace", cache, undecided -> undecided.replace("refused", "new"));
      redis.resume();
      awaitBack(node);
      assertThat(cache.getAll(Set.of("put", "created", "removed", "untouched", "refused")))
          .isEqualTo(Map.of("untouched", "old", "refused", "old"));
      await()
          .untilAsserted(
              () ->
                  assertThat(seenElsewhere.getAll(Set.of("put", "removed", "untouched")))
                      .isEqualTo(Map.of("untouched", "old")));
    }
  }

  /** Other nodes are told although nobody uses the cache here any more. */
  @Test
  void writtenMeanwhile_cacheNotUsedAgain_isMadeGoodByItself() {
    try (Node node = outage.node(Mode.REMOTE).open();
        Node other = outage.node(Mode.REMOTE).open();
        Cache<String, String> cache = open(node);
        Cache<String, String> seenElsewhere = open(other, cache.getName())) {
      cache.put("k", "old");
      cache.put("other", "old");
      redis.pause();
      openTheCircuit(node);
      cache.put("k", "new");
      redis.resume();
      awaitWhile().untilAsserted(() -> assertThat(seenElsewhere.get("other")).isEqualTo("old"));
      awaitWhile().untilAsserted(() -> assertThat(seenElsewhere.get("k")).isNull());
      assertThat(seenElsewhere.get("other")).isEqualTo("old");
    }
  }

  @Test
  void decisionsThatFailed_leaveTheCacheAsItWas() {
    try (Node node = outage.node(Mode.TIERED).open();
        Cache<String, String> cache = open(node)) {
      cache.put("k", "v");
      redis.pause();
      openTheCircuit(node);
      DECIDING.forEach((name, operation) -> assertUndecided(name, cache, operation));
      redis.resume();
      awaitBack(node);
      assertThat(cache.get("k")).isEqualTo("v");
    }
  }

  @Test
  void decisionThatFailed_madeByTheWriter_isNotServedStaleAfterwards() {
    Source source = new Source();
    try (Node node = outage.node(Mode.TIERED).open();
        Cache<String, String> cache =
            node.manager()
                .createCache(
                    CacheFixture.newName(),
                    configuration().setWriteThrough(true).setCacheWriterFactory(() -> source))) {
      cache.put("k", "v");
      redis.pause();
      openTheCircuit(node);
      assertUndecided("getAndPut", cache, changed -> changed.getAndPut("k", "new"));
      redis.resume();
      awaitBack(node);
      assertThat(cache.get("k")).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void goneAndBack_isSaidOnceEach(Trouble trouble) {
    try (Node node = outage.node(Mode.REMOTE).open();
        Cache<String, String> cache = open(node);
        LogCapture log = new LogCapture()) {
      cache.put("k", "v");
      trouble.begin(redis);
      assertTimeoutPreemptively(
          LIMIT,
          () -> {
            for (int i = 0; i < 50; i++) {
              cache.get("k");
            }
          });
      trouble.end(redis);
      awaitBack(node);
      String servers = "[" + redis.address() + "]";
      assertThat(log.messages(Level.WARNING, "TIERCEL-3001 " + servers))
          .singleElement()
          .asString()
          .contains(trouble.cure())
          .hasLineCount(1);
      assertThat(log.messages(Level.INFO, "TIERCEL-3002 " + servers)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void startWithoutRedis_healsByItself(Trouble trouble) {
    trouble.begin(redis);
    try (Node node = outage.node(Mode.TIERED).open();
        Cache<String, String> cache = open(node)) {
      assertTimeoutPreemptively(
          LIMIT,
          () -> {
            cache.put("k", "v");
            assertThat(cache.get("k")).isNull();
          });
      trouble.end(redis);
      awaitWhile()
          .untilAsserted(
              () -> {
                cache.put("k", "v");
                assertThat(cache.get("k")).isEqualTo("v");
              });
      outage.awaitCopies(cache);
    }
  }

  @ParameterizedTest
  @EnumSource
  void copies_afterAnOutage_areTrustedAgainAndHearAgain(Trouble trouble) {
    try (Node node = outage.node(Mode.TIERED).set("l1.degraded-max-age-seconds", "0").open();
        Node other = outage.node(Mode.REMOTE).open();
        Cache<String, String> cache = open(node);
        Cache<String, String> elsewhere = open(other, cache.getName())) {
      outage.awaitCopies(cache);
      cache.put("k", "v");
      trouble.begin(redis);
      assertThat(cache.get("k")).isEqualTo("v");
      awaitWhile().untilAsserted(() -> assertThat(cache.get("k")).as("no trust").isNull());
      trouble.end(redis);
      awaitBack(other);
      outage.awaitCopies(cache);
      cache.get("k");
      awaitWhile()
          .untilAsserted(
              () -> {
                elsewhere.put("k", "v3"); // may meet a connection that is still the old one
                assertThat(cache.get("k")).isEqualTo("v3");
              });
    }
  }

  @Test
  void restartedEmpty_nothingOfBeforeIsServedForLong() {
    try (Node node = outage.node(Mode.TIERED).open();
        Cache<String, String> cache = open(node)) {
      outage.awaitCopies(cache);
      cache.put("k", "v");
      redis.restart();
      awaitWhile().untilAsserted(() -> assertThat(cache.get("k")).isNull());
      awaitWhile()
          .untilAsserted(
              () -> {
                cache.put("k", "v2");
                assertThat(cache.get("k")).isEqualTo("v2");
              });
    }
  }

  @Test
  void subscriptionsCut_changesMeanwhileAreNotMissedForLong() {
    try (Node node = outage.node(Mode.TIERED).open();
        Node other = outage.node(Mode.REMOTE).open();
        Cache<String, String> cache = open(node);
        Cache<String, String> elsewhere = open(other, cache.getName());
        RedisProbe probe = new RedisProbe(redis.port())) {
      outage.awaitCopies(cache);
      for (int i = 0; i < 5; i++) {
        String value = "v" + i;
        cache.put("k", "before");
        probe.call("CLIENT", "KILL", "TYPE", "pubsub");
        elsewhere.put("k", value);
        awaitWhile().untilAsserted(() -> assertThat(cache.get("k")).isEqualTo(value));
      }
    }
  }
}
