/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.config.TiercelConfiguration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Values that are compressed or encrypted in Redis. */
final class WrappedValuesIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  private static final String K1 = "k1:" + base64((byte) 1);
  private static final String K2 = "k2:" + base64((byte) 2);
  private static final String LARGE = "the same words again and again ".repeat(1000);

  private RedisProbe redis;
  private Node node;
  private String name;

  @BeforeEach
  void connect() {
    redis = new RedisProbe(NODES.redis().port());
    node = open(K1);
    name = CacheFixture.newName();
  }

  @AfterEach
  void disconnect() {
    node.close();
    redis.close();
  }

  @Test
  void put_largeValue_isCompressedAndFlagged() {
    try (Cache<String, String> cache = cache(node, configuration())) {
      cache.put("large", LARGE);
      cache.put("small", "small");
      assertThat(entry("large")).hasSizeLessThan(LARGE.length() / 10);
      assertThat(entry("large")[1] & 0x05).isEqualTo(0x01);
      assertThat(entry("small")[1] & 0x05).isZero();
      assertThat(cache.get("large")).isEqualTo(LARGE);
    }
  }

  @Test
  void put_largeValueWhereLimitIsZero_isNotCompressed() {
    try (Cache<String, String> cache = cache(node, configuration().compressOverBytes(0))) {
      cache.put("large", LARGE);
      assertThat(entry("large")).hasSize(24 + LARGE.length());
    }
  }

  @Test
  void replaceAndRemove_compressedEqualValue_takeOneTrip() {
    try (CommandLog log = new CommandLog(NODES.redis().port());
        Cache<String, String> cache = cache(node, configuration())) {
      cache.put("a", LARGE);
      assertThat(log.sentBy(() -> assertThat(cache.replace("a", LARGE, LARGE + 1)).isTrue()))
          .hasSize(1);
      assertThat(log.sentBy(() -> assertThat(cache.remove("a", LARGE)).isFalse())).hasSize(1);
      assertThat(log.sentBy(() -> assertThat(cache.remove("a", LARGE + 1)).isTrue())).hasSize(1);
    }
  }

  /** The bytes of a compressed value, stored as a value, do not equal it. */
  @Test
  void replace_bytesThatAreWhatIsStored_areNotEqual() {
    TiercelConfiguration<String, byte[]> configuration =
        TiercelConfiguration.builder(String.class, byte[].class).build();
    try (Cache<String, byte[]> cache = node.manager().createCache(name, configuration)) {
      cache.put("a", new byte[10_000]);
      byte[] stored = entry("a");
      byte[] payload = Arrays.copyOfRange(stored, 24, stored.length);
      assertThat(cache.replace("a", payload, new byte[] {1})).isFalse();
    }
  }

  @Test
  void put_encrypted_hidesTheValueAndBindsItToItsKey() {
    try (LogCapture log = new LogCapture();
        Cache<String, String> cache = cache(node, configuration().encrypted(true))) {
      cache.put("a", "secret words");
      cache.put("b", "secret words");
      assertThat(text("a")).doesNotContain("secret").contains("k1");
      assertThat(entry("a")[1] & 0x05).isEqualTo(0x04);
      assertThat(Arrays.copyOfRange(entry("a"), 24, 60))
          .isNotEqualTo(Arrays.copyOfRange(entry("b"), 24, 60));
      assertThat(cache.get("a")).isEqualTo("secret words");
      redis.call("SET", name + ":b:v1", entry("a"));
      assertThat(cache.get("b")).isNull();
      byte[] tampered = entry("a");
      tampered[tampered.length - 1] ^= 1;
      redis.call("SET", name + ":a:v1", tampered);
      assertThat(cache.get("a")).isNull();
      assertThat(log.messages(Level.WARNING, "TIERCEL-3005 [" + name + "]")).hasSize(1);
    }
  }

  @Test
  void put_encryptedLargeValue_isCompressedFirst() {
    try (Cache<String, String> cache = cache(node, configuration().encrypted(true))) {
      cache.put("large", LARGE);
      assertThat(entry("large")).hasSizeLessThan(LARGE.length() / 10);
      assertThat(entry("large")[1] & 0x05).isEqualTo(0x05);
      assertThat(cache.get("large")).isEqualTo(LARGE);
    }
  }

  @Test
  void replaceAndRemove_encryptedEqualValue_takeTwoTripsAndTellNothing() {
    try (CommandLog log = new CommandLog(NODES.redis().port());
        RedisProbe monitor = new RedisProbe(NODES.redis().port());
        Cache<String, String> cache = cache(node, configuration().encrypted(true))) {
      cache.put("a", "secret 1");
      monitor.call("MONITOR");
      assertThat(log.sentBy(() -> assertThat(cache.replace("a", "secret 1", "secret 2")).isTrue()))
          .hasSize(2);
      assertThat(log.sentBy(() -> assertThat(cache.remove("a", "secret 1")).isFalse())).hasSize(1);
      assertThat(log.sentBy(() -> assertThat(cache.remove("a", "secret 2")).isTrue())).hasSize(2);
      redis.call("ECHO", "end");
      for (String line = monitor.next(); !line.contains("\"end\""); line = monitor.next()) {
        assertThat(line).doesNotContain("secret");
      }
    }
  }

  @Test
  void get_unencryptedValueInAnEncryptedCache_isAMiss() {
    try (Cache<String, String> cache = cache(node, configuration())) {
      cache.put("a", "planted");
    }
    try (Cache<String, String> cache = cache(node, configuration().encrypted(true))) {
      assertThat(cache.get("a")).isNull();
      assertThat(cache.putIfAbsent("a", "own")).isTrue();
      assertThat(cache.get("a")).isEqualTo("own");
    }
  }

  @Test
  void get_afterRotation_readsWhatTheOldKeyEncrypted() {
    try (Cache<String, String> cache = cache(node, configuration().encrypted(true))) {
      cache.put("a", "by the old key");
    }
    try (Node rotated = open(K2 + ", " + K1);
        Node later = open(K2);
        LogCapture log = new LogCapture()) {
      try (Cache<String, String> cache = cache(rotated, configuration().encrypted(true))) {
        assertThat(cache.get("a")).isEqualTo("by the old key");
        cache.put("b", "by the new key");
      }
      try (Cache<String, String> cache = cache(later, configuration().encrypted(true))) {
        assertThat(cache.get("a")).isNull();
        assertThat(cache.get("b")).isEqualTo("by the new key");
        assertThat(log.messages(Level.WARNING, "TIERCEL-3005 [" + name + "]"))
            .singleElement()
            .asString()
            .contains("TIERCEL-2131 ", "id=k1");
      }
    }
  }

  @Test
  void createCache_encryptedWithoutKeys_isRefused() {
    try (Node keyless = Node.open(Mode.REMOTE, NODES.redis())) {
      assertThatThrownBy(() -> cache(keyless, configuration().encrypted(true)))
          .hasMessageStartingWith("TIERCEL-2133 ");
    }
  }

  @Test
  void encryptedInTieredMode_servesCopiesAndOtherNodes() {
    try (Node one = open(Mode.TIERED, K1);
        Node two = open(Mode.TIERED, K1)) {
      Cache<String, List<String>> first = one.manager().createCache(name, lists());
      Cache<String, List<String>> second = two.manager().createCache(name, lists());
      first.put("a", List.of("x", "y"));
      assertThat(second.get("a")).containsExactly("x", "y");
      assertThat(second.get("a")).containsExactly("x", "y");
      assertThat(first.get("a")).containsExactly("x", "y");
      Set<String> keys = new HashSet<>();
      second.forEach(entry -> keys.add(entry.getKey()));
      assertThat(keys).containsExactly("a");
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // a class literal has no parameter
  private static TiercelConfiguration<String, List<String>> lists() {
    return (TiercelConfiguration)
        TiercelConfiguration.builder(String.class, List.class).encrypted(true).build();
  }

  private static Node open(String keys) {
    return open(Mode.REMOTE, keys);
  }

  private static Node open(Mode mode, String keys) {
    return Node.builder(mode).redis(NODES.redis()).set("codec.encryption-keys", keys).open();
  }

  private Cache<String, String> cache(
      Node on, TiercelConfiguration.Builder<String, String> configuration) {
    return on.manager().createCache(name, configuration.build());
  }

  private static TiercelConfiguration.Builder<String, String> configuration() {
    return TiercelConfiguration.builder(String.class, String.class);
  }

  private byte[] entry(String key) {
    return requireNonNull(redis.get(name + ':' + key + ":v1"));
  }

  private String text(String key) {
    return new String(entry(key), ISO_8859_1);
  }

  private static String base64(byte fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, fill);
    return Base64.getEncoder().encodeToString(key);
  }
}
