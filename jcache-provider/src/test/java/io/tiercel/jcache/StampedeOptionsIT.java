/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.LoadSettings;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.config.TiercelConfiguration;
import io.tiercel.jcache.spi.LoadingCache;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.cache.Cache;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The options against stampedes, on two nodes with L1 and one real Redis. */
final class StampedeOptionsIT {
  private static final long LIFE_MILLIS = 3_600_000;

  private static EmbeddedRedis redis;
  private static Node here;
  private static Node there;

  @BeforeAll
  static void open() {
    redis = EmbeddedRedis.start();
    here = Node.open(Mode.TIERED, redis);
    there = Node.open(Mode.TIERED, redis);
  }

  @AfterAll
  static void close() {
    here.close();
    there.close();
    redis.close();
  }

  private static TiercelConfiguration.Builder<String, String> configuration(LoadSettings loads) {
    return TiercelConfiguration.builder(String.class, String.class)
        .expiry(CreatedExpiryPolicy.factoryOf(new Duration(TimeUnit.MILLISECONDS, LIFE_MILLIS)))
        .loads(loads);
  }

  @SuppressWarnings("unchecked") // unwrapping keeps the types
  private static LoadingCache<String, String> open(
      Node node, String name, TiercelConfiguration.Builder<String, String> configuration) {
    Cache<String, String> cache = node.manager().createCache(name, configuration.build());
    return cache.unwrap(LoadingCache.class);
  }

  @Test
  void jitter_ofEntriesMadeTogether_spreadsTheirEndsAndLengthensNone() {
    String name = CacheFixture.newName();
    LoadingCache<String, String> cache =
        open(here, name, configuration(LoadSettings.OFF.withTtlJitterPercent(50)));
    Map<String, String> entries = new TreeMap<>();
    IntStream.range(0, 200).forEach(i -> entries.put("key-" + i, "value"));
    cache.putAll(entries);
    cache.put("given", "value", java.time.Duration.ofMillis(LIFE_MILLIS));
    try (RedisProbe probe = new RedisProbe(redis.port())) {
      long[] lives = entries.keySet().stream().mapToLong(key -> life(probe, name, key)).toArray();
      assertThat(LongStream.of(lives))
          .allMatch(life -> life <= LIFE_MILLIS && life > LIFE_MILLIS / 2 - 60_000);
      assertThat(LongStream.of(lives).map(life -> life / 60_000).distinct().count())
          .as("minutes in which they end")
          .isGreaterThan(10);
      assertThat(life(probe, name, "given")).as("its own").isGreaterThan(LIFE_MILLIS - 60_000);
    }
  }

  private static long life(RedisProbe probe, String cache, String key) {
    return (Long) requireNonNull(probe.call("PTTL", cache + ':' + key + ":v1"));
  }
}
