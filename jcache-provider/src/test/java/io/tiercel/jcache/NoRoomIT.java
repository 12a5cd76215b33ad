/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static io.tiercel.jcache.OutageFixture.awaitCopies;
import static io.tiercel.jcache.OutageFixture.awaitWhile;
import static io.tiercel.jcache.OutageFixture.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Redis that is out of memory and may evict nothing: it answers, and stores nothing. */
final class NoRoomIT {
  private static final String CURE = "raise the server's maxmemory";

  private EmbeddedRedis redis;

  @BeforeEach
  void start() {
    redis = EmbeddedRedis.start(List.of("--maxmemory-policy", "noeviction"));
  }

  @AfterEach
  void stop() {
    redis.close();
  }

  @Test
  void operationsThatDecideNothing_goOn() {
    try (Node node = node(Mode.TIERED);
        Cache<String, String> cache = open(node)) {
      cache.put("k", "v");
      fill();
      Operations.HARMLESS.forEach(
          (name, operation) ->
              assertThatCode(() -> operation.accept(cache)).as(name).doesNotThrowAnyException());
    }
  }

  @Test
  void operationsThatDecide_throwAndChangeNothing() {
    try (Node node = node(Mode.REMOTE);
        Cache<String, String> cache = open(node)) {
      cache.put("k", "v");
      fill();
      for (String name :
          List.of(
              "getAndPut", "getAndReplace", "replace", "replace if equal", "invoke that writes")) {
        Operations.assertUndecided(
            name, cache, Objects.requireNonNull(Operations.DECIDING.get(name)), CURE);
      }
      Operations.assertUndecided(
          "putIfAbsent", cache, undecided -> undecided.putIfAbsent("absent", "v"), CURE);
      assertThat(cache.get("k")).isEqualTo("v");
      assertThat(cache.remove("k", "v")).as("needs no room").isTrue();
    }
  }

  @Test
  void writtenMeanwhile_isServedOldByNobody() {
    try (Node node = node(Mode.TIERED);
        Node other = node(Mode.TIERED);
        Cache<String, String> cache = open(node);
        Cache<String, String> elsewhere = open(other, cache.getName())) {
      awaitCopies(redis, cache);
      awaitCopies(redis, elsewhere);
      cache.putAll(Map.of("k", "old", "l", "old", "untouched", "v"));
      assertThat(elsewhere.getAll(Set.of("k", "l", "untouched"))).hasSize(3);
      fill();
      cache.put("k", "new");
      cache.putAll(Map.of("l", "new"));
      assertThat(cache.get("k")).isNull();
      assertThat(cache.get("l")).isNull();
      assertThat(cache.get("untouched")).isEqualTo("v");
      await().untilAsserted(() -> assertThat(elsewhere.getAll(Set.of("k", "l"))).isEmpty());
      assertThat(elsewhere.get("untouched")).isEqualTo("v");
    }
  }

  @Test
  void clear_isClearedForEverybody() {
    try (Node node = node(Mode.TIERED);
        Node other = node(Mode.TIERED);
        Cache<String, String> cache = open(node);
        Cache<String, String> elsewhere = open(other, cache.getName())) {
      awaitCopies(redis, elsewhere);
      cache.put("k", "v");
      assertThat(elsewhere.get("k")).isEqualTo("v");
      fill();
      cache.clear();
      assertThat(cache.get("k")).isNull();
      await().untilAsserted(() -> assertThat(elsewhere.get("k")).isNull());
      empty();
      cache.put("l", "v");
      assertThat(cache.get("k")).isNull();
    }
  }

  @Test
  void loads_goOn() {
    try (Node node = node(Mode.TIERED);
        CacheFixture fixture = CacheFixture.on(node).readThrough().open()) {
      fixture.source().row("k", "v").row("l", "w");
      fill();
      assertThat(fixture.cache().get("k")).isEqualTo("v");
      assertThat(fixture.cache().getAll(Set.of("k", "l"))).isEqualTo(Map.of("k", "v", "l", "w"));
    }
  }

  @Test
  void refusedAndDoneAgain_isSaidOnceEach() {
    try (Node node = node(Mode.REMOTE);
        Cache<String, String> cache = open(node);
        LogCapture log = new LogCapture()) {
      fill();
      for (int i = 0; i < 30; i++) {
        cache.put("k" + i, "v");
        cache.get("k" + i);
      }
      assertThat(log.messages(Level.WARNING, "TIERCEL-"))
          .singleElement()
          .asString()
          .startsWith("TIERCEL-3006 [" + redis.address() + "] ")
          .contains(CURE);
      empty();
      awaitWhile()
          .untilAsserted(() -> assertThat(log.messages(Level.INFO, "TIERCEL-3007")).hasSize(1));
      cache.put("k", "v");
      assertThat(cache.get("k")).isEqualTo("v");
      assertThat(log.messages(Level.WARNING, "TIERCEL-")).hasSize(1);
    }
  }

  private void fill() {
    redis.call("CONFIG", "SET", "maxmemory", "1");
  }

  private void empty() {
    redis.call("CONFIG", "SET", "maxmemory", "0");
  }

  private Node node(Mode mode) {
    return Node.open(mode, redis);
  }
}
