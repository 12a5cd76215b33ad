/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.config.Sliding;
import io.tiercel.jcache.config.TiercelConfiguration;
import java.io.IOException;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.configuration.Factory;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Caches whose entries live on with each access, over a real Redis. */
final class SlidingIT {
  private static final Duration LIFE = new Duration(TimeUnit.MINUTES, 10);
  private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);
  private static final URLClassLoader OBSERVED = TierLog.loader();
  private static EmbeddedRedis redis;

  @BeforeAll
  static void startRedis() {
    redis = EmbeddedRedis.start();
  }

  @AfterAll
  static void stop() throws IOException {
    redis.close();
    OBSERVED.close();
  }

  private static Node open(String sliding) {
    return Node.builder(Mode.TIERED)
        .redis(redis)
        .loader(OBSERVED)
        .set("l1.sliding", sliding)
        .open();
  }

  private static Cache<String, String> open(
      Node node, Factory<? extends ExpiryPolicy> policy, Sliding... own) {
    var configuration = TiercelConfiguration.builder(String.class, String.class).expiry(policy);
    for (Sliding sliding : own) {
      configuration.nearSliding(sliding);
    }
    return node.manager().createCache(CacheFixture.newName(), configuration.build());
  }

  /** Reads until L1 serves the entry: the node must hear of changes first. */
  private static void awaitCopy(Cache<String, String> cache) {
    await()
        .until(
            () -> {
              TierLog.takeReads(cache.getName());
              cache.get("a");
              return TierLog.takeReads(cache.getName()).equals(List.of("L1"));
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void get_coalesced_isServedFromL1AndLivesOnInL2(boolean touched) throws IOException {
    Factory<? extends ExpiryPolicy> policy =
        touched ? TouchedExpiryPolicy.factoryOf(LIFE) : AccessedExpiryPolicy.factoryOf(LIFE);
    try (Node node = open("coalesced");
        RedisProbe probe = new RedisProbe(redis.port())) {
      Cache<String, String> cache = open(node, policy);
      String key = cache.getName() + ":a:v1";
      cache.put("a", "1");
      assertThat(probe.pttl(key)).as("as written").isBetween(9 * MINUTE, 10 * MINUTE);
      awaitCopy(cache);
      assertThat(probe.pttl(key))
          .as("the life and a tenth of it")
          .isBetween(10 * MINUTE + 1, 11 * MINUTE);
      assertThat(cache.getAll(Set.of("a", "b"))).containsOnlyKeys("a");
      assertThat(TierLog.takeReads(cache.getName())).containsExactlyInAnyOrder("L1", "MISS");
    }
  }

  @Test
  void put_otherNode_removesTheCopy() {
    try (Node node = open("coalesced");
        Node otherNode = open("coalesced")) {
      Cache<String, String> cache = open(node, TouchedExpiryPolicy.factoryOf(LIFE));
      Cache<String, String> other =
          otherNode
              .manager()
              .createCache(
                  cache.getName(),
                  TiercelConfiguration.builder(String.class, String.class)
                      .expiry(TouchedExpiryPolicy.factoryOf(LIFE))
                      .build());
      cache.put("a", "1");
      awaitCopy(cache);
      other.put("a", "2");
      await().until(() -> "2".equals(cache.get("a")));
    }
  }

  @Test
  void get_exactOrAPolicyOfTheApplication_isToldToL2EachTime() {
    try (Node coalesced = open("coalesced");
        Node exact = open("exact")) {
      Factory<? extends ExpiryPolicy> stock = TouchedExpiryPolicy.factoryOf(LIFE);
      Factory<? extends ExpiryPolicy> own = OwnPolicy::new;
      awaitCopy(holding(open(exact, stock, Sliding.COALESCED)));
      awaitCopy(holding(open(coalesced, stock)));
      for (Cache<String, String> cache :
          List.of(
              open(exact, stock),
              open(coalesced, stock, Sliding.EXACT),
              open(coalesced, own),
              open(exact, own))) {
        holding(cache);
        cache.get("a");
        cache.get("a");
        assertThat(TierLog.takeReads(cache.getName())).containsExactly("L2", "L2");
      }
    }
  }

  private static Cache<String, String> holding(Cache<String, String> cache) {
    cache.put("a", "1");
    return cache;
  }

  /** A policy of which nobody knows what it answers next. */
  private static final class OwnPolicy implements ExpiryPolicy {
    @Override
    public Duration getExpiryForCreation() {
      return LIFE;
    }

    @Override
    public Duration getExpiryForAccess() {
      return LIFE;
    }

    @Override
    public Duration getExpiryForUpdate() {
      return LIFE;
    }
  }
}
