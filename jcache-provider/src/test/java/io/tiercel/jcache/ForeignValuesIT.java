/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.tiercel.jcache.config.Mode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values that others wrote under our keys, and ours of a class or codec that is not known here. */
final class ForeignValuesIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private RedisProbe redis;
  private Node node;
  private String name;

  /** How a value is spoiled, given the bytes that were there. */
  enum Spoiled {
    JSON,
    GARBAGE,
    EMPTY,
    TRUNCATED_HEADER,
    WRONG_MAGIC,
    UNKNOWN_CODEC,
    UNKNOWN_SCHEMA,
    FORGED_SERIALIZATION,
    A_HASH;

    boolean headed() {
      return this == UNKNOWN_CODEC || this == UNKNOWN_SCHEMA || this == FORGED_SERIALIZATION;
    }

    byte[] bytes(byte[] before) {
      byte[] bytes = before.clone();
      switch (this) {
        case UNKNOWN_CODEC -> bytes[2] = (byte) 200;
        case UNKNOWN_SCHEMA -> bytes[3] = 99;
        case FORGED_SERIALIZATION -> bytes[2] = 1;
        case WRONG_MAGIC -> bytes[0] = 0x00;
        case TRUNCATED_HEADER -> bytes = Arrays.copyOf(bytes, 23);
        case JSON -> bytes = "{\"name\":\"value\"}".getBytes(UTF_8);
        case GARBAGE -> bytes = new byte[] {1, 2, 3};
        case EMPTY, A_HASH -> bytes = new byte[0];
      }
      return bytes;
    }
  }

  @BeforeEach
  void connect() {
    redis = new RedisProbe(NODES.redis().port());
    node = Node.builder(Mode.REMOTE).redis(NODES.redis()).set("l2.timeout-ms", "5000").open();
    name = CacheFixture.newName();
  }

  @AfterEach
  void disconnect() {
    node.close();
    redis.close();
  }

  @ParameterizedTest
  @EnumSource
  void reads_spoiledValue_missAndWarnOnce(Spoiled how) {
    try (LogCapture log = new LogCapture();
        Cache<String, String> cache = open(configuration())) {
      cache.put("good", "value");
      spoil(cache, "a", how);
      spoil(cache, "b", how);
      assertThat(cache.get("a")).isNull();
      assertThat(cache.get("b")).isNull();
      assertThat(cache.containsKey("a")).isFalse();
      assertThat(cache.getAll(Set.of("a", "b", "good"))).containsOnlyKeys("good");
      assertThat(cache).hasSize(1);
      assertThat(log.messages(Level.WARNING, "TIERCEL-3005 [" + name + "]"))
          .hasSize(how == Spoiled.A_HASH ? 0 : 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void put_spoiledValue_replacesIt(Spoiled how) {
    try (Cache<String, String> cache = open(configuration())) {
      spoil(cache, "a", how);
      cache.put("a", "new");
      assertThat(cache.get("a")).isEqualTo("new");
      spoil(cache, "a", how);
      assertThat(cache.getAndPut("a", "new")).isNull();
      assertThat(cache.get("a")).isEqualTo("new");
    }
  }

  @ParameterizedTest
  @EnumSource
  void remove_spoiledValue_endsInAnAbsence(Spoiled how) {
    try (Cache<String, String> cache = open(configuration())) {
      spoil(cache, "a", how);
      assertThat(cache.getAndRemove("a")).isNull();
      assertThat(cache.get("a")).isNull();
      assertThat(cache.replace("a", "value", "new")).isFalse();
      assertThat(cache.remove("a", "value")).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void putIfAbsent_spoiledValue_isAbsent(Spoiled how) {
    try (Cache<String, String> cache = open(configuration())) {
      spoil(cache, "a", how);
      assertThat(cache.putIfAbsent("a", "new")).isTrue();
      assertThat(cache.get("a")).isEqualTo("new");
      assertThat(cache.putIfAbsent("a", "newer")).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void invoke_spoiledValue_isAbsentAndEnds(Spoiled how) {
    try (Cache<String, String> cache = open(configuration())) {
      spoil(cache, "a", how);
      assertTimeoutPreemptively(
          LIMIT,
          () ->
              cache.<Void>invoke(
                  "a",
                  (entry, arguments) -> {
                    entry.setValue(entry.exists() ? "was there" : "new");
                    return null;
                  }));
      assertThat(cache.get("a")).isEqualTo("new");
    }
  }

  @ParameterizedTest
  @EnumSource
  void put_spoiledValueAndAPolicyThatIsAsked_ends(Spoiled how) {
    try (Cache<String, String> cache =
        open(configuration().setExpiryPolicyFactory(() -> new Own()))) {
      spoil(cache, "a", how);
      assertTimeoutPreemptively(LIMIT, () -> cache.put("a", "new"));
      assertThat(cache.get("a")).isEqualTo("new");
    }
  }

  @ParameterizedTest
  @EnumSource
  void get_spoiledValueInAReadThroughCache_isLoadedOnce(Spoiled how) {
    MutableConfiguration<String, String> configuration = configuration();
    Counting loader = new Counting();
    configuration.setReadThrough(true).setCacheLoaderFactory(() -> loader);
    try (Cache<String, String> cache = open(configuration)) {
      spoil(cache, "a", how);
      assertThat(cache.get("a")).isEqualTo("loaded 1");
      assertThat(cache.get("a")).isEqualTo("loaded 1");
    }
  }

  /** A policy of the application's, which is asked before each write. */
  private static final class Own implements ExpiryPolicy {
    private final ExpiryPolicy created =
        new CreatedExpiryPolicy(javax.cache.expiry.Duration.ONE_HOUR);

    @Override
    public javax.cache.expiry.Duration getExpiryForCreation() {
      return created.getExpiryForCreation();
    }

    @Override
    public javax.cache.expiry.@Nullable Duration getExpiryForAccess() {
      return null;
    }

    @Override
    public javax.cache.expiry.@Nullable Duration getExpiryForUpdate() {
      return null;
    }
  }

  /** A loader that counts. */
  private static final class Counting implements CacheLoader<String, String> {
    private int loads;

    @Override
    public String load(String key) {
      return "loaded " + ++loads;
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      throw new UnsupportedOperationException("loadAll");
    }
  }

  private void spoil(Cache<String, String> cache, String key, Spoiled how) {
    cache.put(key, "value");
    String entry = name + ':' + key + ":v1";
    byte[] before = requireNonNull(redis.get(entry));
    if (how == Spoiled.A_HASH) {
      redis.call("DEL", entry);
      redis.call("HSET", entry, "field", "value");
    } else {
      redis.call("SET", entry, how.bytes(before));
    }
  }

  private Cache<String, String> open(MutableConfiguration<String, String> configuration) {
    return node.manager().createCache(name, configuration);
  }

  private static MutableConfiguration<String, String> configuration() {
    return new MutableConfiguration<String, String>().setTypes(String.class, String.class);
  }
}
