/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.CuttingProxy.Lost;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.spi.LoadingCache;
import io.tiercel.jcache.spi.TierUnavailableException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.processor.MutableEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Writes whose connection breaks before their answer comes, or before they reach Redis. */
final class LostAnswerIT {
  private static EmbeddedRedis redis;
  private static CuttingProxy proxy;
  private static Node node;

  @BeforeAll
  static void start() {
    redis = EmbeddedRedis.start();
    proxy = new CuttingProxy(redis.port());
    node =
        Node.builder(Mode.REMOTE)
            .set("l2.address", proxy.address())
            .set("l2.timeout-ms", "2000")
            .open();
    try (Cache<String, Integer> cache = open()) {
      for (int i = 0; i < 20; i++) {
        cache.put("warm", i); // so that one failure in a while opens no circuit
      }
    }
  }

  @AfterAll
  static void stop() {
    node.close();
    proxy.close();
    redis.close();
  }

  static Stream<Arguments> madeAndShows() {
    return Stream.of(
        made("putIfAbsent", cache -> cache.putIfAbsent("new", 1), true, "new", 1),
        made("replace", cache -> cache.replace("k", 1), true, "k", 1),
        made("replace if equal", cache -> cache.replace("k", 0, 1), true, "k", 1),
        made("invoke", cache -> cache.invoke("k", LostAnswerIT::increment), 1, "k", 1),
        made("invoke of none", cache -> cache.invoke("new", LostAnswerIT::increment), 1, "new", 1));
  }

  private static Arguments made(
      String name,
      Function<Cache<String, Integer>, Object> call,
      Object answer,
      String key,
      int to) {
    return Arguments.argumentSet(name, call, answer, key, to);
  }

  @ParameterizedTest
  @MethodSource("madeAndShows")
  void write_answerLost_isRecognisedByItsStamp(
      Function<Cache<String, Integer>, Object> call, Object answer, String key, int value) {
    try (Cache<String, Integer> cache = open()) {
      cache.put("k", 0);
      proxy.cutNext(Lost.ANSWER);
      assertThat(call.apply(cache)).isEqualTo(answer);
      assertThat(cache.get(key)).isEqualTo(value);
    }
  }

  static Stream<Arguments> notShown() {
    return Stream.of(
        Arguments.argumentSet("remove if equal", change(cache -> cache.remove("k", 0))),
        Arguments.argumentSet("getAndPut", change(cache -> cache.getAndPut("k", 1))),
        Arguments.argumentSet("getAndReplace", change(cache -> cache.getAndReplace("k", 1))),
        Arguments.argumentSet("getAndRemove", change(cache -> cache.getAndRemove("k"))));
  }

  private static Consumer<Cache<String, Integer>> change(Consumer<Cache<String, Integer>> change) {
    return change;
  }

  @ParameterizedTest
  @MethodSource("notShown")
  void write_answerLostAndNothingShowsIt_staysUndecided(Consumer<Cache<String, Integer>> call) {
    try (Cache<String, Integer> cache = open()) {
      cache.put("k", 0);
      proxy.cutNext(Lost.ANSWER);
      assertThatThrownBy(() -> call.accept(cache)).isInstanceOf(TierUnavailableException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"REQUEST", "ANSWER"})
  void invoke_connectionLost_incrementsOnce(Lost lost) {
    try (Cache<String, Integer> cache = open()) {
      cache.put("k", 0);
      for (int i = 1; i <= 2; i++) {
        proxy.cutNext(lost);
        assertThat(cache.<Integer>invoke("k", LostAnswerIT::increment)).isEqualTo(i);
        for (int j = 0; j < 10; j++) {
          assertThat(cache.get("k")).isEqualTo(i);
        }
      }
    }
  }

  @Test
  void invokeThatRemoves_requestLost_removes() {
    try (Cache<String, Integer> cache = open()) {
      cache.put("k", 0);
      proxy.cutNext(Lost.REQUEST);
      assertThat(
              cache.<Boolean>invoke(
                  "k",
                  (entry, arguments) -> {
                    entry.remove();
                    return true;
                  }))
          .isTrue();
      assertThat(cache.containsKey("k")).isFalse();
    }
  }

  @Test
  void putIfAbsent_requestLost_staysUndecidedAndUnmade() {
    try (Cache<String, Integer> cache = open()) {
      proxy.cutNext(Lost.REQUEST);
      assertThatThrownBy(() -> cache.putIfAbsent("k", 1))
          .isInstanceOf(TierUnavailableException.class);
      assertThat(cache.containsKey("k")).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"REQUEST", "ANSWER"})
  void load_connectionLostWhenItIsStored_isStored(Lost lost) throws Exception {
    try (Cache<String, Integer> cache = open()) {
      Integer loaded =
          loading(cache)
              .get(
                  "k",
                  () -> {
                    proxy.cutNext(lost);
                    return 7;
                  });
      assertThat(loaded).isEqualTo(7);
      assertThat(cache.get("k")).isEqualTo(7);
    }
  }

  @SuppressWarnings("unchecked") // the interface has the cache's types
  private static LoadingCache<String, Integer> loading(Cache<String, Integer> cache) {
    return cache.unwrap(LoadingCache.class);
  }

  private static int increment(MutableEntry<String, Integer> entry, Object... none) {
    int next = entry.exists() ? entry.getValue() + 1 : 1;
    entry.setValue(next);
    return next;
  }

  private static Cache<String, Integer> open() {
    return node.manager()
        .createCache(
            CacheFixture.newName(),
            new MutableConfiguration<String, Integer>().setTypes(String.class, Integer.class));
  }
}
