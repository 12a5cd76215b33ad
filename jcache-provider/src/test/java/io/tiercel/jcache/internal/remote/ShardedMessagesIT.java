/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.embedded.EmbeddedRedisCluster;
import io.tiercel.jcache.RedisProbe;
import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.internal.tier.CacheAddress;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.InvalidationBus;
import io.tiercel.jcache.internal.tier.TierFixture;
import io.tiercel.jcache.internal.tier.Ttl;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the changes of other nodes come, in a Redis Cluster of three masters. */
final class ShardedMessagesIT {
  private static final Channels CHANNELS = Channels.ofCluster("");
  private static final Duration LOAD = Duration.ofSeconds(10);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static EmbeddedRedisCluster cluster;
  private static TierFixture.Server one;
  private static TierFixture.Server two;

  @BeforeAll
  static void connect() {
    cluster = EmbeddedRedisCluster.start(3);
    one = server(cluster, HashTag.CACHE);
    two = server(cluster, HashTag.CACHE);
  }

  @AfterAll
  static void disconnect() {
    Stream.of(one, two).forEach(TierFixture.Server::close);
    cluster.close();
  }

  private static TierFixture.Server server(EmbeddedRedisCluster cluster, HashTag tag) {
    return new TierFixture.Server(cluster.addresses(), "", tag, LOAD).awaitTrusted();
  }

  @ParameterizedTest
  @EnumSource(HashTag.class)
  void change_whateverTheTag_isToldOnAShardedChannelOfItsServer(HashTag tag) {
    try (TierFixture.Server node = server(cluster, tag)) {
      for (int i = 0; i < 20; i++) {
        CacheAddress address = TierFixture.address();
        try (TierFixture cache = TierFixture.remote(node, address, false)) {
          String key = new RedisKeys(address, "", tag).entry("k" + i);
          EmbeddedRedis owner = cluster.owner(Slots.of(key));
          String heard =
              CHANNELS.told("", key).subList(1, 3).stream()
                  .filter(channel -> cluster.owner(Slots.of(channel)) == owner)
                  .findFirst()
                  .orElseThrow();
          try (RedisProbe subscriber = new RedisProbe(owner.port())) {
            subscriber.call("SSUBSCRIBE", heard);
            cache.put("k" + i, "v", Ttl.ETERNAL);
            assertThat(nextChange(subscriber)).contains(address.name()).endsWith("k" + i);
            cache.tier().clear();
          }
        }
      }
    }
  }

  /** Returns the next message that is no beat. */
  private static String nextChange(RedisProbe subscriber) {
    String message = subscriber.message();
    while (message.isEmpty()) {
      message = subscriber.message();
    }
    return message;
  }

  @Test
  void subscription_lostOnOneServer_makesItsCachesUntrustedAndNoOthers() {
    EmbeddedRedis plains = cluster.owner(Slots.of(CHANNELS.plain()));
    List<EmbeddedRedis> others = cluster.nodes().stream().filter(node -> node != plains).toList();
    InvalidationBus lost = one.redis().bus(cacheOn(others.get(0)));
    InvalidationBus kept = one.redis().bus(cacheOn(others.get(1)));
    await().atMost(LIMIT).until(() -> lost.trusted() && kept.trusted());
    long generation = lost.generation();
    others.get(0).call("ACL", "SETUSER", "default", "resetchannels");
    try {
      await().atMost(LIMIT).until(() -> !lost.trusted());
      assertThat(kept.trusted()).isTrue();
      assertThat(one.redis().bus().trusted()).as("of all caches").isFalse();
    } finally {
      others.get(0).call("ACL", "SETUSER", "default", "allchannels");
    }
    await().atMost(LIMIT).until(lost::trusted);
    assertThat(lost.generation()).isGreaterThan(generation);
    await().atMost(LIMIT).until(one.redis().bus()::trusted);
  }

  @Test
  void subscriptions_cutOnAllServers_comeBack() {
    InvalidationBus bus = one.redis().bus();
    await().atMost(LIMIT).until(bus::trusted);
    long generation = bus.generation();
    cluster.nodes().forEach(node -> node.call("CLIENT", "KILL", "TYPE", "pubsub"));
    await().atMost(LIMIT).until(() -> bus.generation() > generation && bus.trusted());
    assertThat(bus.lastHeardMillis()).isPositive();
  }

  @Test
  void subscriptions_whateverTheNumberOfCaches_areSixtyFive() {
    for (int i = 0; i < 1_000; i++) {
      TierFixture.near(one, TierFixture.address(), false).close();
    }
    int subscribers = 0;
    for (EmbeddedRedis node : cluster.nodes()) {
      for (String channel : node.call("PUBSUB", "SHARDCHANNELS").lines().toList()) {
        assertThat(channel).matches("\\$inv:\\{\\d+}");
        subscribers++;
      }
    }
    assertThat(subscribers).isEqualTo(64);
  }

  /** Returns a cache all of whose changes, and its tenant's, are told on one server. */
  private static CacheAddress cacheOn(EmbeddedRedis server) {
    return IntStream.range(0, 1_000)
        .mapToObj(i -> CacheAddress.of("tenant_" + i + ":contacts", "v1"))
        .filter(address -> owners(address).equals(Set.of(server)))
        .findFirst()
        .orElseThrow();
  }

  private static Set<EmbeddedRedis> owners(CacheAddress address) {
    return CHANNELS.of(new RedisKeys(address, "", HashTag.CACHE).epochs()).stream()
        .filter(channel -> !channel.equals(CHANNELS.plain()))
        .map(channel -> cluster.owner(Slots.of(channel)))
        .collect(Collectors.toSet());
  }

  @Test
  void channel_whoseSlotMoves_isHeardAtItsNewServer() {
    CacheAddress address = TierFixture.address();
    try (TierFixture here = TierFixture.near(one, address, false);
        TierFixture there = TierFixture.near(two, address, false)) {
      RedisKeys keys = new RedisKeys(address, "", HashTag.CACHE);
      List<String> told = CHANNELS.told("", keys.epoch());
      there.put("k", "before", Ttl.ETERNAL);
      assertThat(here.value("k")).isEqualTo("before");
      InvalidationBus bus = one.redis().bus(address);
      long generation = bus.generation();
      for (String channel : told.subList(1, 3)) {
        cluster.move(Slots.of(channel)).finish();
      }
      cluster.move(Slots.of(keys.epoch())).finish();
      await().atMost(LIMIT).until(() -> bus.generation() > generation + 1 && bus.trusted());
      await().atMost(LIMIT).until(two.redis().bus(address)::trusted);
      assertThat(here.value("k")).isEqualTo("before");
      there.put("k", "after", Ttl.ETERNAL);
      await().untilAsserted(() -> assertThat(here.value("k")).isEqualTo("after"));
      assertThat(bus.trusted()).isTrue();
    }
  }

  @Test
  void change_onAServerWithNeitherChannel_isToldAll() {
    CacheAddress address = TierFixture.address();
    try (TierFixture here = TierFixture.near(one, address, false);
        TierFixture there = TierFixture.near(two, address, false)) {
      there.put("k", "before", Ttl.ETERNAL);
      cluster.move(Slots.of(new RedisKeys(address, "", HashTag.CACHE).epoch())).finish();
      for (int i = 0; i < 20; i++) {
        String value = "v" + i;
        assertThat(here.value("k")).isNotNull();
        there.tier().write("k", write(there, value));
        await().untilAsserted(() -> assertThat(here.value("k")).isEqualTo(value));
      }
    }
  }

  private static EntryWrite write(TierFixture cache, String value) {
    return EntryWrite.put(cache.stored(value), Ttl.ETERNAL, Ttl.ETERNAL, false);
  }

  @Test
  void change_inAClusterWithoutShardedChannels_isToldAll() {
    List<String> before7 =
        List.of("--rename-command", "SPUBLISH", "", "--rename-command", "SSUBSCRIBE", "");
    CacheAddress address = TierFixture.address();
    try (EmbeddedRedisCluster old = EmbeddedRedisCluster.start(3, before7);
        TierFixture.Server first = server(old, HashTag.TENANT);
        TierFixture.Server second = server(old, HashTag.TENANT);
        TierFixture here = TierFixture.near(first, address, false);
        TierFixture there = TierFixture.near(second, address, false)) {
      for (int i = 0; i < 20; i++) {
        String value = "v" + i;
        there.put("k", value, Ttl.ETERNAL);
        await().untilAsserted(() -> assertThat(here.value("k")).isEqualTo(value));
      }
      there.tier().clear();
      await().untilAsserted(() -> assertThat(here.value("k")).isNull());
      assertThat(first.redis().bus(address).trusted()).isTrue();
    }
  }
}
