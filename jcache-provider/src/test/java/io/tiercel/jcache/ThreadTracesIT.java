/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.FastThreadLocal;
import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import io.tiercel.ratelimit.RateLimiter;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What calls leave on the thread that makes them: nothing, else a server's thread would hold the
 * classes of an application that is gone.
 */
class ThreadTracesIT {
  private static EmbeddedRedis redis;

  @BeforeAll
  static void start() {
    redis = EmbeddedRedis.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"REMOTE", "TIERED"})
  void calls_ofAnyKind_leaveNothingOfNettyOnTheThread(Mode mode) {
    try (Node node = Node.builder(mode).redis(redis).open()) {
      Cache<String, String> cache =
          node.manager().createCache("traces", new MutableConfiguration<String, String>());
      bareAfter(() -> cache.put("k", "v"));
      bareAfter(() -> cache.get("k"));
      bareAfter(() -> cache.getAll(Set.of("k", "none")));
      bareAfter(() -> cache.putAll(Map.of("a", "1", "b", "2")));
      bareAfter(() -> cache.forEach(entry -> assertThat(entry.getValue()).isNotNull()));
      bareAfter(() -> cache.invoke("a", (entry, arguments) -> entry.getValue()));
      bareAfter(() -> cache.remove("k"));
      bareAfter(cache::removeAll);
      bareAfter(cache::clear);
      bareAfter(
          () ->
              RateLimiter.builder()
                  .manager(node.manager())
                  .name("traces")
                  .limit(10)
                  .window(Duration.ofMinutes(1))
                  .build()
                  .tryAcquire("somebody"));
      bareAfter(cache::close);
    }
    assertThat(FastThreadLocal.size()).isZero();
  }

  @Test
  void calls_threadThatKnowsNetty_keepsWhatItHad() {
    FastThreadLocal<String> own = new FastThreadLocal<>();
    own.set("mine");
    try (Node node = Node.builder(Mode.REMOTE).redis(redis).open()) {
      Cache<String, String> cache =
          node.manager().createCache("kept", new MutableConfiguration<String, String>());
      cache.put("k", "v");
      assertThat(cache.get("k")).isEqualTo("v");
      assertThat(own.get()).isEqualTo("mine");
    } finally {
      FastThreadLocal.removeAll();
    }
  }

  private static void bareAfter(Runnable call) {
    call.run();
    assertThat(FastThreadLocal.size()).isZero();
  }
}
