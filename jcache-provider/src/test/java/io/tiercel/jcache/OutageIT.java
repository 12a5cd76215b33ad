/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.spi.TierUnavailableException;
import io.tiercel.tenant.PutOptions;
import io.tiercel.tenant.TenantCaches;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.processor.MutableEntry;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes on, and what does not, while Redis is away, and when it is back. */
final class OutageIT {
  /** For many operations, each of which may wait for its timeout until the circuit is open. */
  private static final Duration LIMIT = Duration.ofSeconds(40);

  private static final Map<String, Consumer<Cache<String, String>>> HARMLESS =
      new LinkedHashMap<>();
  private static final Map<String, Consumer<Cache<String, String>>> DECIDING =
      new LinkedHashMap<>();

  static {
    HARMLESS.put("iteration", cache -> cache.forEach(entry -> {}));
    HARMLESS.put("get", cache -> cache.get("k"));
    HARMLESS.put("getAll", cache -> cache.getAll(Set.of("k", "l")));
    HARMLESS.put("containsKey", cache -> cache.containsKey("k"));
    HARMLESS.put("put", cache -> cache.put("k", "v"));
    HARMLESS.put("putAll", cache -> cache.putAll(Map.of("k", "v", "l", "v")));
    HARMLESS.put("remove", cache -> cache.remove("k"));
    HARMLESS.put("removeAll of some", cache -> cache.removeAll(Set.of("k", "l")));
    HARMLESS.put("removeAll", Cache::removeAll);
    HARMLESS.put("clear", Cache::clear);
    DECIDING.put("putIfAbsent", cache -> cache.putIfAbsent("k", "v"));
    DECIDING.put("getAndPut", cache -> cache.getAndPut("k", "v"));
    DECIDING.put("getAndRemove", cache -> cache.getAndRemove("k"));
    DECIDING.put("getAndReplace", cache -> cache.getAndReplace("k", "v"));
    DECIDING.put("replace", cache -> cache.replace("k", "v"));
    DECIDING.put("replace if equal", cache -> cache.replace("k", "v", "w"));
    DECIDING.put("remove if equal", cache -> cache.remove("k", "v"));
    DECIDING.put("invoke that reads", cache -> cache.invoke("k", (entry, a) -> entry.exists()));
    DECIDING.put("invoke that writes", cache -> cache.invoke("k", OutageIT::write));
    DECIDING.put("invoke that removes", cache -> cache.invoke("k", OutageIT::remove));
  }

  private EmbeddedRedis redis;

  /** How Redis goes away. */
  enum Trouble {
    STOPPED {
      @Override
      void begin(EmbeddedRedis redis) {
        redis.stop();
      }

      @Override
      void end(EmbeddedRedis redis) {
        redis.restart();
      }
    },
    PAUSED {
      @Override
      void begin(EmbeddedRedis redis) {
        redis.pause();
      }

      @Override
      void end(EmbeddedRedis redis) {
        redis.resume();
      }
    };

    abstract void begin(EmbeddedRedis redis);

    abstract void end(EmbeddedRedis redis);
  }

  @BeforeEach
  void start() {
    redis = EmbeddedRedis.start();
  }

  @AfterEach
  void stop() {
    redis.close();
  }

  @ParameterizedTest
  @EnumSource
  void operationsThatDecideNothing_goOnInBoundedTime(Trouble trouble) {
    try (Node node = node(Mode.REMOTE).open();
        Cache<String, String> cache = open(node);
        Cache<String, String> counted = counted(node);
        Cache<String, String> touched = touched(node)) {
      cache.put("k", "v");
      trouble.begin(redis);
      assertTimeoutPreemptively(
          LIMIT,
          () ->
              HARMLESS.forEach(
                  (name, operation) -> {
                    assertThatCode(() -> operation.accept(cache))
                        .as(name)
                        .doesNotThrowAnyException();
                    assertThatCode(() -> operation.accept(counted))
                        .as(name)
                        .doesNotThrowAnyException();
                    assertThatCode(() -> operation.accept(touched))
                        .as(name)
                        .doesNotThrowAnyException();
                  }));
      assertThat(cache.get("k")).isNull();
      assertThat(cache.getAll(Set.of("k"))).isEmpty();
      assertThat(cache).isEmpty();
      trouble.end(redis);
    }
  }

  @ParameterizedTest
  @EnumSource
  void operationsThatDecide_throwAndNameTheCure(Trouble trouble) {
    try (Node node = node(Mode.REMOTE).open();
        Cache<String, String> cache = open(node);
        Cache<String, String> touched = touched(node)) {
      cache.put("k", "v");
      trouble.begin(redis);
      assertTimeoutPreemptively(
          LIMIT,
          () ->
              DECIDING.forEach(
                  (name, operation) -> {
                    assertUndecided(name, cache, operation);
                    assertUndecided(name, touched, operation);
                  }));
      trouble.end(redis);
    }
  }

  @ParameterizedTest
  @EnumSource
  void iteration_redisLostOnTheWay_ends(Trouble trouble) {
    try (Node node = node(Mode.REMOTE).open();
        Cache<String, String> cache = open(node)) {
      cache.putAll(IntStream.range(0, 2000).mapToObj(i -> "k" + i).collect(toMap(k -> k, k -> k)));
      Iterator<Cache.Entry<String, String>> entries = cache.iterator();
      entries.next();
      trouble.begin(redis);
      assertTimeoutPreemptively(
          LIMIT,
          () -> {
            int seen = 1;
            while (entries.hasNext()) {
              entries.next();
              seen++;
            }
            assertThat(seen).isLessThan(2000);
          });
      trouble.end(redis);
    }
  }

  private static void assertUndecided(
      String name, Cache<String, String> cache, Consumer<Cache<String, String>> operation) {
    assertThatThrownBy(() -> operation.accept(cache))
        .as(name)
        .isInstanceOf(TierUnavailableException.class)
        .hasMessageContaining("TIERCEL-2002 cache '" + cache.getName() + "'")
        .hasMessageContaining("bring Redis back")
        .hasMessageContaining("tiercel.on-outage-atomic=local");
  }

  @Test
  void everyOperation_onOutageFail_throwsAndNamesTheCure() {
    try (Node node = node(Mode.REMOTE).set("on-outage", "fail").open();
        Cache<String, String> cache = open(node)) {
      cache.put("k", "v");
      redis.stop();
      HARMLESS.forEach(
          (name, operation) ->
              assertThatThrownBy(() -> operation.accept(cache))
                  .as(name)
                  .isInstanceOf(TierUnavailableException.class)
                  .hasMessageContaining("TIERCEL-2003 cache '" + cache.getName() + "'")
                  .hasMessageContaining("tiercel.on-outage=degrade"));
      DECIDING.forEach((name, operation) -> assertUndecided(name, cache, operation));
    }
  }

  @Test
  void operationsThatDecide_onOutageAtomicLocal_goOnAlone() {
    try (Node node = node(Mode.TIERED).set("on-outage-atomic", "local").open();
        Cache<String, String> cache = open(node)) {
      awaitCopies(cache);
      cache.put("k", "v");
      redis.stop();
      assertTimeoutPreemptively(
          LIMIT,
          () -> {
            assertThat(cache.<String>invoke("k", OutageIT::write))
                .as("saw the copy")
                .isEqualTo("v");
            DECIDING.forEach(
                (name, operation) ->
                    assertThatCode(() -> operation.accept(cache))
                        .as(name)
                        .doesNotThrowAnyException());
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void reads_withACopy_areServedFromIt(Trouble trouble) {
    try (Node node = node(Mode.TIERED).open();
        Cache<String, String> cache = open(node)) {
      awaitCopies(cache);
      cache.put("k", "v");
      trouble.begin(redis);
      assertTimeoutPreemptively(
          LIMIT,
          () -> {
            for (int i = 0; i < 20; i++) {
              assertThat(cache.get("absent")).isNull();
              assertThat(cache.get("k")).isEqualTo("v");
              assertThat(cache.getAll(Set.of("k", "absent"))).isEqualTo(Map.of("k", "v"));
            }
          });
      trouble.end(redis);
    }
  }

  @Test
  void writtenMeanwhile_isNotServedStaleAfterwards() {
    try (Node node = node(Mode.REMOTE).open();
        Node other = node(Mode.TIERED).open();
        Cache<String, String> put = open(node);
        Cache<String, String> removed = open(node);
        Cache<String, String> cleared = open(node);
        Cache<String, String> seenElsewhere = open(other, put.getName())) {
      awaitCopies(seenElsewhere);
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

  @Test
  void decisionsThatFailed_leaveTheCacheAsItWas() {
    try (Node node = node(Mode.TIERED).open();
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
    try (Node node = node(Mode.TIERED).open();
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

  /** From then on nothing is sent: what is written is only in the journal. */
  private static void openTheCircuit(Node node) {
    try (Cache<String, String> cache = open(node);
        LogCapture log = new LogCapture()) {
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                cache.put("k", "v");
                return !log.messages(Level.WARNING, "TIERCEL-3001").isEmpty();
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void goneAndBack_isSaidOnceEach(Trouble trouble) {
    try (Node node = node(Mode.REMOTE).open();
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
      assertThat(log.messages(Level.WARNING, "TIERCEL-3001 " + servers)).hasSize(1);
      assertThat(log.messages(Level.INFO, "TIERCEL-3002 " + servers)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void startWithoutRedis_healsByItself(Trouble trouble) {
    trouble.begin(redis);
    try (Node node = node(Mode.TIERED).open();
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
      awaitCopies(cache);
    }
  }

  @ParameterizedTest
  @EnumSource
  void copies_afterAnOutage_areTrustedAgainAndHearAgain(Trouble trouble) {
    try (Node node = node(Mode.TIERED).set("l1.degraded-max-age-seconds", "0").open();
        Node other = node(Mode.REMOTE).open();
        Cache<String, String> cache = open(node);
        Cache<String, String> elsewhere = open(other, cache.getName())) {
      awaitCopies(cache);
      cache.put("k", "v");
      trouble.begin(redis);
      assertThat(cache.get("k")).isEqualTo("v");
      awaitWhile().untilAsserted(() -> assertThat(cache.get("k")).as("no trust").isNull());
      trouble.end(redis);
      awaitBack(other);
      awaitCopies(cache);
      cache.get("k");
      elsewhere.put("k", "v3");
      await().untilAsserted(() -> assertThat(cache.get("k")).isEqualTo("v3"));
    }
  }

  @Test
  void restartedEmpty_nothingOfBeforeIsServedForLong() {
    try (Node node = node(Mode.TIERED).open();
        Cache<String, String> cache = open(node)) {
      awaitCopies(cache);
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
    try (Node node = node(Mode.TIERED).open();
        Node other = node(Mode.REMOTE).open();
        Cache<String, String> cache = open(node);
        Cache<String, String> elsewhere = open(other, cache.getName());
        RedisProbe probe = new RedisProbe(redis.port())) {
      awaitCopies(cache);
      for (int i = 0; i < 5; i++) {
        String value = "v" + i;
        cache.put("k", "before");
        probe.call("CLIENT", "KILL", "TYPE", "pubsub");
        elsewhere.put("k", value);
        awaitWhile().untilAsserted(() -> assertThat(cache.get("k")).isEqualTo(value));
      }
    }
  }

  private Node.Builder node(Mode mode) {
    return Node.builder(mode).redis(redis).set("l2.timeout-ms", "300");
  }

  private static Cache<String, String> open(Node node) {
    return open(node, CacheFixture.newName());
  }

  private static Cache<String, String> open(Node node, String name) {
    return node.manager().createCache(name, configuration());
  }

  /** Opens a cache in which removeAll visits each entry. */
  private static Cache<String, String> counted(Node node) {
    return node.manager()
        .createCache(CacheFixture.newName(), configuration().setStatisticsEnabled(true));
  }

  /** Opens a cache in which each read is told to Redis. */
  private static Cache<String, String> touched(Node node) {
    return node.manager()
        .createCache(
            CacheFixture.newName(),
            configuration()
                .setExpiryPolicyFactory(
                    AccessedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ONE_HOUR)));
  }

  private static MutableConfiguration<String, String> configuration() {
    return new MutableConfiguration<String, String>().setTypes(String.class, String.class);
  }

  /** Waits until Redis decides again. */
  private static void awaitBack(Node node) {
    try (Cache<String, String> cache = open(node)) {
      awaitWhile().untilAsserted(() -> cache.putIfAbsent("back", "v"));
    }
  }

  /** Waits until reads are served from copies: Redis hears of none. */
  private void awaitCopies(Cache<String, String> cache) {
    try (CommandLog log = new CommandLog(redis.port())) {
      awaitWhile()
          .until(
              () -> {
                cache.put("copied", "v");
                return log.of(() -> cache.get("copied")).isEmpty();
              });
    }
  }

  private static ConditionFactory awaitWhile() {
    return await().atMost(LIMIT).ignoreException(TierUnavailableException.class);
  }

  private static String write(MutableEntry<String, String> entry, Object... a) {
    String seen = entry.getValue();
    entry.setValue("written");
    return String.valueOf(seen);
  }

  private static boolean remove(MutableEntry<String, String> entry, Object... a) {
    entry.remove();
    return true;
  }
}
