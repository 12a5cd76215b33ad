/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tiercel.jcache.config.Mode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in Redis, byte by byte: docs/reference/redis-keys.md is a promise. */
final class RedisLayoutIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  private static final String CACHE = "org_abc123:conversations";
  private static final String ENTRY = "org_abc123:conversations:list:v1";
  private static final String META = "org_abc123:conversations:$meta:v1";
  private static final String TENANT = "org_abc123:$tenant:v1";
  private static final Duration HOUR = new Duration(TimeUnit.HOURS, 1);

  private RedisProbe redis;

  @BeforeEach
  void connect() {
    redis = new RedisProbe(NODES.redis().port());
    redis.call("FLUSHALL");
  }

  @AfterEach
  void disconnect() {
    redis.close();
  }

  @Test
  void put_string_standsUnderItsReadableKey() {
    try (Node node = node();
        Cache<String, String> cache = open(node, CACHE, EternalExpiryPolicy.factoryOf())) {
      cache.put("list", "value");
      assertThat(redis.keys("*")).containsExactlyInAnyOrder(ENTRY, META, TENANT);
      assertThat(redis.call("GETRANGE", ENTRY, "24", "-1")).isEqualTo("value".getBytes(UTF_8));
    }
  }

  @Test
  void put_eternal_hasTheDocumentedHeader() {
    try (Node node = node();
        Cache<String, String> cache = open(node, CACHE, EternalExpiryPolicy.factoryOf())) {
      cache.put("list", "value");
      byte[] stored = requireNonNull(redis.get(ENTRY));
      long epoch = redis.number(META) + redis.number(TENANT);
      assertThat(hex(stored, 0, 4)).as("magic, flags, codec, schema").isEqualTo("f5000201");
      assertThat(ByteBuffer.wrap(stored).getInt(4)).as("epoch").isEqualTo((int) epoch);
      assertThat(hex(stored, 8, 16)).as("stamp").isNotEqualTo("0000000000000000");
      assertThat(hex(stored, 16, 22)).as("deadline").isEqualTo("000000000000");
      assertThat(hex(stored, 22, 24)).as("cost of the load").isEqualTo("0000");
      assertThat(redis.pttl(ENTRY)).isEqualTo(-1);
      assertThat(redis.pttl(META)).isEqualTo(-1);
      assertThat(redis.pttl(TENANT)).isEqualTo(-1);
      cache.put("list", "value");
      byte[] again = requireNonNull(redis.get(ENTRY));
      assertThat(hex(again, 8, 16)).as("each write's own").isNotEqualTo(hex(stored, 8, 16));
    }
  }

  @Test
  void put_withALife_hasItNativelyAndInTheHeaderByTheServersClock() {
    try (Node node = node();
        Cache<String, String> cache = open(node, CACHE, CreatedExpiryPolicy.factoryOf(HOUR))) {
      cache.put("list", "value");
      long pttl = redis.pttl(ENTRY);
      assertThat(pttl).isPositive().isLessThanOrEqualTo(TimeUnit.HOURS.toMillis(1));
      assertThat(deadline(requireNonNull(redis.get(ENTRY))))
          .isCloseTo(redis.time() + pttl, within(5_000L));
    }
  }

  @Test
  void put_lifeMovedByAccess_hasItNativelyAlone() {
    try (Node node = node();
        Cache<String, String> cache = open(node, CACHE, AccessedExpiryPolicy.factoryOf(HOUR))) {
      cache.put("list", "value");
      byte[] stored = requireNonNull(redis.get(ENTRY));
      assertThat(hex(stored, 0, 4)).as("flag 08").isEqualTo("f5080201");
      assertThat(deadline(stored)).isZero();
      redis.call("PEXPIRE", ENTRY, "60000");
      assertThat(cache.get("list")).isEqualTo("value");
      assertThat(redis.pttl(ENTRY)).as("moved by the read").isGreaterThan(60_000);
      assertThat(redis.get(ENTRY)).as("the bytes stay").isEqualTo(stored);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "none, org_abc123:conversations:list:v1",
    "cache, {org_abc123:conversations}:list:v1",
    "tenant, {org_abc123}:conversations:list:v1"
  })
  void put_hashTag_standsInBraces(String hashTag, String key) {
    try (Node node =
            Node.builder(Mode.REMOTE).redis(NODES.redis()).set("l2.hash-tag", hashTag).open();
        Cache<String, String> cache = open(node, CACHE, EternalExpiryPolicy.factoryOf())) {
      cache.put("list", "value");
      assertThat(redis.keys("*:list:v1")).containsExactly(key);
      assertThat(cache.get("list")).isEqualTo("value");
      assertThat(cache).hasSize(1);
    }
  }

  @Test
  void put_keyPrefix_standsBeforeEveryKey() {
    try (Node node =
            Node.builder(Mode.TIERED).redis(NODES.redis()).set("l2.key-prefix", "app-1:").open();
        Cache<String, String> cache = open(node, CACHE, EternalExpiryPolicy.factoryOf())) {
      cache.put("list", "value");
      assertThat(redis.keys("*"))
          .containsExactlyInAnyOrder("app-1:" + ENTRY, "app-1:" + META, "app-1:" + TENANT);
      assertThat(cache).hasSize(1);
      cache.clear();
      assertThat(cache.get("list")).isNull();
    }
  }

  @Test
  void clear_oldEntries_stayInRedisAndAreVoid() {
    try (Node node = node();
        Cache<String, String> cache = open(node, CACHE, EternalExpiryPolicy.factoryOf())) {
      cache.put("list", "value");
      long before = redis.number(META);
      cache.clear();
      assertThat(redis.number(META)).isGreaterThan(before);
      assertThat(redis.get(ENTRY)).isNotNull();
      assertThat(cache.get("list")).isNull();
      assertThat(cache.containsKey("list")).isFalse();
      assertThat(cache).isEmpty();
      assertThat(cache.putIfAbsent("list", "new")).isTrue();
      assertThat(cache.get("list")).isEqualTo("new");
    }
  }

  @ParameterizedTest
  @CsvSource({META + ", DEL", TENANT + ", DEL", META + ", SET", TENANT + ", SET", META + ", HSET"})
  void epoch_lostOrSpoiledByHand_voidsTheEntriesAndTheNextWriteWorks(String key, String how) {
    try (Node node = node();
        Cache<String, String> cache = open(node, CACHE, EternalExpiryPolicy.factoryOf())) {
      cache.put("list", "value");
      cache.put("other", "value");
      spoil(key, how);
      assertThat(cache.get("list")).isNull();
      assertThat(cache).isEmpty();
      cache.put("list", "new");
      assertThat(cache.get("list")).isEqualTo("new");
      spoil(key, how);
      cache.clear();
      assertThat(cache.get("list")).isNull();
      cache.put("list", "newer");
      assertThat(cache.get("list")).isEqualTo("newer");
    }
  }

  @Test
  void epoch_lostAfterManyClears_bringsNoOldEntryBack() {
    try (Node node = node();
        Cache<String, String> cache = open(node, CACHE, EternalExpiryPolicy.factoryOf())) {
      for (int i = 0; i < 30; i++) {
        cache.put("old " + i, "value");
        cache.clear();
      }
      redis.call("DEL", META);
      for (int i = 0; i < 60; i++) {
        cache.put("new", "value");
        assertThat(cache).hasSize(1);
        cache.clear();
      }
    }
  }

  private void spoil(String key, String how) {
    redis.call("DEL", key);
    switch (how) {
      case "SET" -> redis.call("SET", key, "not a number");
      case "HSET" -> redis.call("HSET", key, "field", "value");
      default -> assertThat(how).isEqualTo("DEL");
    }
  }

  private static Node node() {
    return Node.builder(Mode.REMOTE).redis(NODES.redis()).set("l2.timeout-ms", "5000").open();
  }

  private static Cache<String, String> open(
      Node node, String name, Factory<? extends ExpiryPolicy> expiry) {
    return node.manager()
        .createCache(
            name,
            new MutableConfiguration<String, String>()
                .setTypes(String.class, String.class)
                .setExpiryPolicyFactory(expiry));
  }

  private static String hex(byte[] bytes, int from, int to) {
    return HexFormat.of().formatHex(Arrays.copyOfRange(bytes, from, to));
  }

  private static long deadline(byte[] stored) {
    return Long.parseLong(hex(stored, 16, 22), 16);
  }
}
