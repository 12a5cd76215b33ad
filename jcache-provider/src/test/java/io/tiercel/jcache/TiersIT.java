/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import java.net.URI;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One cache on each mode of the tiers, over a real Redis. */
final class TiersIT {
  private static EmbeddedRedis redis;

  @BeforeAll
  static void startRedis() {
    redis = EmbeddedRedis.start();
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "remote", "tiered"})
  void operations_eachMode_behaveAlike(String mode) {
    try (CacheManager manager = manager("ops-" + mode, mode)) {
      Cache<String, Integer> cache =
          manager.createCache(
              "org_1:ops-" + mode,
              new MutableConfiguration<String, Integer>().setTypes(String.class, Integer.class));
      assertThat(cache.get("a")).isNull();
      cache.put("a", 1);
      assertThat(cache.get("a")).isEqualTo(1);
      assertThat(cache.putIfAbsent("a", 2)).isFalse();
      assertThat(cache.replace("a", 1, 3)).isTrue();
      assertThat(cache.getAndPut("a", 4)).isEqualTo(3);
      cache.putAll(Map.of("b", 5, "c", 6));
      assertThat(cache.getAll(Set.of("a", "b", "x"))).isEqualTo(Map.of("a", 4, "b", 5));
      assertThat(
              cache.<Integer>invoke(
                  "a",
                  (entry, args) -> {
                    entry.setValue(entry.getValue() + 1);
                    return entry.getValue();
                  }))
          .isEqualTo(5);
      assertThat(cache).hasSize(3);
      assertThat(cache.remove("b")).isTrue();
      cache.clear();
      assertThat(cache.get("a")).isNull();
      assertThat(cache).isEmpty();
    }
  }

  /** The node that subscribes comes later, so the other had all the time to. */
  @Test
  void r14_remote_subscribesToNothingAndAsksForEachRead() {
    try (EmbeddedRedis own = EmbeddedRedis.start();
        Node remote = Node.open(Mode.REMOTE, own);
        Node tiered = Node.open(Mode.TIERED, own);
        Cache<String, String> here = strings(remote);
        Cache<String, String> there = strings(tiered);
        RedisProbe probe = new RedisProbe(own.port());
        CommandLog log = new CommandLog(own.port())) {
      here.put("k", "v");
      assertThat(log.sentBy(() -> here.get("k"))).containsExactly("MGET");
      assertThat(log.sentBy(() -> here.get("k"))).as("again").containsExactly("MGET");
      await()
          .until(
              () -> {
                there.put("k", "v");
                return log.sentBy(() -> there.get("k")).isEmpty();
              });
      assertThat(probe.call("PUBSUB", "NUMSUB", "$inv:0"))
          .asInstanceOf(InstanceOfAssertFactories.LIST)
          .last()
          .as("the tiered node alone")
          .isEqualTo(1L);
    }
  }

  private static Cache<String, String> strings(Node node) {
    return node.manager()
        .createCache(
            CacheFixture.newName(),
            new MutableConfiguration<String, String>().setTypes(String.class, String.class));
  }

  @Test
  void put_onOneNode_isSeenOnTheOther() {
    try (CacheManager one = manager("node-1", "tiered");
        CacheManager two = manager("node-2", "tiered")) {
      var configuration =
          new MutableConfiguration<String, String>().setTypes(String.class, String.class);
      Cache<String, String> here = one.createCache("org_1:shared", configuration);
      Cache<String, String> there = two.createCache("org_1:shared", configuration);
      here.put("k", "v1");
      assertThat(there.get("k")).isEqualTo("v1");
      here.put("k", "v2");
      await().untilAsserted(() -> assertThat(there.get("k")).isEqualTo("v2"));
      there.clear();
      await().untilAsserted(() -> assertThat(here.get("k")).isNull());
    }
  }

  private static CacheManager manager(String name, String mode) {
    Properties properties = new Properties();
    if (!mode.equals("local")) {
      properties.setProperty("l2.address", redis.address());
      properties.setProperty("l2.timeout-ms", "20000");
    }
    if (mode.equals("remote")) {
      properties.setProperty("l1.enabled", "false");
    }
    return Caching.getCachingProvider()
        .getCacheManager(URI.create(name), TiersIT.class.getClassLoader(), properties);
  }
}
