/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static io.tiercel.jcache.Operations.DECIDING;
import static io.tiercel.jcache.Operations.HARMLESS;
import static io.tiercel.jcache.Operations.assertUndecided;
import static io.tiercel.jcache.OutageFixture.LIMIT;
import static io.tiercel.jcache.OutageFixture.awaitWhile;
import static io.tiercel.jcache.OutageFixture.counted;
import static io.tiercel.jcache.OutageFixture.open;
import static io.tiercel.jcache.OutageFixture.touched;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.spi.TierUnavailableException;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes on, and what does not, while Redis is away. */
final class OutageIT {
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

  @ParameterizedTest
  @EnumSource
  void operationsThatDecideNothing_goOnInBoundedTime(Trouble trouble) {
    try (Node node = outage.node(Mode.REMOTE).open();
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
    try (Node node = outage.node(Mode.REMOTE).open();
        Cache<String, String> cache = open(node);
        Cache<String, String> touched = touched(node)) {
      cache.put("k", "v");
      trouble.begin(redis);
      assertTimeoutPreemptively(
          LIMIT,
          () ->
              DECIDING.forEach(
                  (name, operation) -> {
                    assertUndecided(name, cache, operation, trouble.cure());
                    assertUndecided(name, touched, operation, trouble.cure());
                  }));
      trouble.end(redis);
    }
  }

  @ParameterizedTest
  @EnumSource
  void iteration_redisLostOnTheWay_ends(Trouble trouble) {
    try (Node node = outage.node(Mode.REMOTE).open();
        Cache<String, String> cache = open(node)) {
      Map<String, String> all =
          IntStream.range(0, 2000).mapToObj(i -> "k" + i).collect(toMap(k -> k, k -> k));
      Iterator<Cache.Entry<String, String>> entries =
          awaitWhile()
              .until(
                  () -> {
                    cache.putAll(all);
                    return cache.iterator();
                  },
                  Iterator::hasNext);
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

  @Test
  void everyOperation_onOutageFail_throwsAndNamesTheCure() {
    try (Node node = outage.node(Mode.REMOTE).set("on-outage", "fail").open();
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
    try (Node node = outage.node(Mode.TIERED).set("on-outage-atomic", "local").open();
        Cache<String, String> cache = open(node)) {
      outage.awaitCopies(cache);
      cache.put("k", "v");
      redis.stop();
      assertTimeoutPreemptively(
          LIMIT,
          () -> {
            assertThat(cache.<String>invoke("k", Operations::write))
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
  void loads_goOn(Trouble trouble) {
    try (Node node = outage.node(Mode.TIERED).open();
        CacheFixture fixture = CacheFixture.on(node).readThrough().open()) {
      fixture.source().row("k", "v").row("l", "w");
      trouble.begin(redis);
      assertTimeoutPreemptively(
          LIMIT,
          () -> {
            assertThat(fixture.cache().get("k")).isEqualTo("v");
            assertThat(fixture.cache().getAll(Set.of("k", "l")))
                .isEqualTo(Map.of("k", "v", "l", "w"));
          });
      trouble.end(redis);
    }
  }

  @ParameterizedTest
  @EnumSource
  void reads_withACopy_areServedFromIt(Trouble trouble) {
    try (Node node = outage.node(Mode.TIERED).open();
        Cache<String, String> cache = open(node)) {
      outage.awaitCopies(cache);
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
}
