/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tiercel.jcache.config.Mode;
import io.tiercel.tenant.TenantCaches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import javax.cache.processor.EntryProcessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How many times each operation asks Redis: counted by Redis. */
final class RoundTripsIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  private static final List<String> NONE = List.of();
  private static final List<String> READ = List.of("MGET");
  private static final List<String> WRITE = List.of("EVALSHA");
  private static final ArrayList<String> VALUE = new ArrayList<>(List.of("v"));
  private static final List<String> OTHER_BYTES = List.of("v");
  private static final List<String> NEW = List.of("new");
  private static final Map<String, List<String>> HUNDRED =
      IntStream.range(0, 100).mapToObj(i -> "k" + i).collect(toMap(key -> key, key -> NEW));
  private static final EntryProcessor<String, List<String>, Boolean> CHANGE =
      (entry, arguments) -> {
        entry.setValue(NEW);
        return true;
      };

  private static Node remote;
  private static Node tiered;
  private static CommandLog log;

  @BeforeAll
  static void warmUp() {
    remote = node(Mode.REMOTE);
    tiered = node(Mode.TIERED);
    log = new CommandLog(NODES.redis().port());
    for (Node node : List.of(remote, tiered)) {
      try (Cache<String, List<String>> cache = open(node, configuration());
          Cache<String, List<String>> touched = open(node, touched())) {
        cache.put("k", VALUE);
        touched.get("k");
        cache.clear();
      }
    }
    try (Cache<String, List<String>> cache = open(tiered, configuration())) {
      await("copies are served")
          .until(
              () -> {
                cache.put("k", VALUE);
                return log.of(() -> cache.get("k")).isEmpty();
              });
    }
  }

  @AfterAll
  static void disconnect() {
    log.close();
    tiered.close();
    remote.close();
  }

  static Stream<Arguments> withoutCopy() {
    return Stream.of(
        operation("get", READ, cache -> cache.get("k")),
        operation("get of none", READ, cache -> cache.get("none")),
        operation("containsKey", READ, cache -> cache.containsKey("k")),
        operation("getAll of 100", READ, cache -> cache.getAll(HUNDRED.keySet())),
        operation("put", WRITE, cache -> cache.put("k", NEW)),
        operation("putAll of 100", WRITE, cache -> cache.putAll(HUNDRED)),
        operation("putIfAbsent", WRITE, cache -> cache.putIfAbsent("none", NEW)),
        operation("putIfAbsent, refused", WRITE, cache -> cache.putIfAbsent("k", NEW)),
        operation("getAndPut", WRITE, cache -> cache.getAndPut("k", NEW)),
        operation("replace", WRITE, cache -> cache.replace("k", NEW)),
        operation("getAndReplace", WRITE, cache -> cache.getAndReplace("k", NEW)),
        operation("replace of equal bytes", WRITE, cache -> cache.replace("k", VALUE, NEW)),
        operation("replace of another value", WRITE, cache -> cache.replace("k", NEW, VALUE)),
        operation(
            "replace of an equal value of other bytes",
            List.of("EVALSHA", "EVALSHA"),
            cache -> cache.replace("k", OTHER_BYTES, NEW)),
        operation("remove", WRITE, cache -> cache.remove("k")),
        operation("remove of equal bytes", WRITE, cache -> cache.remove("k", VALUE)),
        operation("getAndRemove", WRITE, cache -> cache.getAndRemove("k")),
        operation("removeAll of 100", WRITE, cache -> cache.removeAll(HUNDRED.keySet())),
        operation("removeAll", WRITE, Cache::removeAll),
        operation("clear", WRITE, Cache::clear),
        operation("iteration", List.of("SCAN", "MGET"), cache -> cache.forEach(entry -> {})),
        operation(
            "invoke that writes", List.of("MGET", "EVALSHA"), cache -> cache.invoke("k", CHANGE)),
        operation(
            "invoke that reads",
            READ,
            cache -> cache.invoke("k", (entry, arguments) -> entry.getValue())));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("withoutCopy")
  void operation_remote_costs(
      String name, List<String> commands, Consumer<Cache<String, List<String>>> operation) {
    try (Cache<String, List<String>> cache = open(remote, configuration())) {
      cache.put("k", VALUE);
      assertThat(log.sentBy(() -> operation.accept(cache))).isEqualTo(commands);
    }
  }

  static Stream<Arguments> withCopy() {
    return Stream.of(
        operation("get", NONE, cache -> cache.get("k")),
        operation("getAll", NONE, cache -> cache.getAll(Set.of("k"))),
        operation("containsKey", NONE, cache -> cache.containsKey("k")),
        operation("put", WRITE, cache -> cache.put("k", NEW)),
        operation(
            "invoke that reads",
            NONE,
            cache -> cache.invoke("k", (entry, arguments) -> entry.getValue())),
        operation("invoke that writes", WRITE, cache -> cache.invoke("k", CHANGE)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("withCopy")
  void operation_tieredWithCopy_costs(
      String name, List<String> commands, Consumer<Cache<String, List<String>>> operation) {
    try (Cache<String, List<String>> cache = open(tiered, configuration())) {
      cache.put("k", VALUE);
      assertThat(log.sentBy(() -> operation.accept(cache))).isEqualTo(commands);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("withoutCopy")
  void operation_tieredAfterAnotherNodesWrite_costsNoMoreThanRemote(
      String name, List<String> commands, Consumer<Cache<String, List<String>>> operation) {
    String cacheName = CacheFixture.newName();
    try (Cache<String, List<String>> cache = open(tiered, cacheName, configuration());
        Cache<String, List<String>> elsewhere = open(remote, cacheName, configuration())) {
      elsewhere.put("k", VALUE);
      assertThat(log.sentBy(() -> operation.accept(cache))).isEqualTo(commands);
    }
  }

  @Test
  void get_lifeMovedByAccess_costsOne() {
    try (Cache<String, List<String>> cache = open(tiered, touched())) {
      cache.put("k", VALUE);
      assertThat(log.sentBy(() -> cache.get("k"))).isEqualTo(WRITE);
      assertThat(log.sentBy(() -> cache.get("none"))).isEqualTo(WRITE);
    }
  }

  @Test
  void createCache_andClose_costNothing() {
    for (Node node : List.of(remote, tiered)) {
      assertThat(log.of(() -> open(node, configuration()).close())).isEmpty();
    }
  }

  @Test
  void invalidateTenant_costsOne() {
    TenantCaches tenants = tiered.manager().unwrap(TenantCaches.class);
    tenants.cache("org_1", "a").put("k", "v");
    tenants.cache("org_1", "b").put("k", "v");
    assertThat(log.sentBy(() -> tenants.invalidate("org_1"))).isEqualTo(WRITE);
    assertThat(tenants.cache("org_1", "a").get("k")).isNull();
    assertThat(tenants.cache("org_1", "b").get("k")).isNull();
  }

  @Test
  void write_publishesOnceForEachEntry() {
    try (Cache<String, List<String>> cache = open(tiered, configuration())) {
      assertThat(log.of(() -> cache.put("k", VALUE))).containsOnlyOnce("[PUBLISH]");
      assertThat(log.of(() -> cache.remove("k"))).containsOnlyOnce("[PUBLISH]");
      assertThat(log.of(() -> cache.putIfAbsent("k", VALUE))).containsOnlyOnce("[PUBLISH]");
      assertThat(log.of(() -> cache.putIfAbsent("k", VALUE))).doesNotContain("[PUBLISH]");
      assertThat(log.of(cache::clear)).containsOnlyOnce("[PUBLISH]");
    }
  }

  @Test
  void load_ofAMissingValue_costsTheReadItsAnnouncementAndItsEnd() {
    List<String> trips = List.of("MGET", "EVALSHA", "EVALSHA");
    try (Cache<String, List<String>> cache = open(remote, readThrough(key -> VALUE))) {
      assertThat(log.sentBy(() -> cache.get("k"))).isEqualTo(trips);
      assertThat(log.sentBy(() -> cache.getAll(HUNDRED.keySet()))).isEqualTo(trips);
    }
    try (Cache<String, List<String>> cache = open(remote, readThrough(key -> null))) {
      assertThat(log.sentBy(() -> cache.get("k"))).isEqualTo(trips);
    }
    try (Cache<String, List<String>> cache =
        open(
            remote,
            readThrough(
                key -> {
                  throw new IllegalStateException("the database is down");
                }))) {
      assertThat(log.sentBy(() -> assertThatThrownBy(() -> cache.getAll(HUNDRED.keySet()))))
          .isEqualTo(trips);
    }
  }

  @Test
  void load_afterALookThatFoundNothing_isAnnouncedByTheLookItself() {
    try (Cache<String, List<String>> cache = open(remote, readThrough(key -> VALUE))) {
      cache.get("k");
      assertThat(log.sentBy(() -> cache.get("another"))).containsExactly("EVALSHA", "EVALSHA");
      assertThat(log.sentBy(() -> assertThat(cache.get("k")).isEqualTo(VALUE)))
          .as("it is there after all")
          .containsExactly("EVALSHA");
      assertThat(log.sentBy(() -> assertThat(cache.get("k")).isEqualTo(VALUE)))
          .as("the look before found something")
          .isEqualTo(READ);
    }
  }

  /** The lock that a write-through processor takes is given back without waiting. */
  @Test
  void invoke_writeThrough_costsALockToo() {
    MutableConfiguration<String, List<String>> configuration =
        configuration()
            .setWriteThrough(true)
            .setCacheWriterFactory(new FactoryBuilder.SingletonFactory<>(new NoWriter()));
    try (Cache<String, List<String>> cache = open(remote, configuration);
        RedisProbe redis = new RedisProbe(NODES.redis().port())) {
      cache.invoke("k", CHANGE);
      await("the lock is given back, its scripts are known")
          .until(() -> List.of().equals(redis.call("KEYS", "*$lock:*")));
      assertThat(log.sentBy(() -> cache.invoke("k", CHANGE)))
          .startsWith("EVALSHA", "MGET", "EVALSHA");
    }
  }

  private static MutableConfiguration<String, List<String>> readThrough(
      Function<String, @Nullable List<String>> source) {
    CacheLoader<String, List<String>> loader =
        new CacheLoader<>() {
          @Override
          public @Nullable List<String> load(String key) {
            return source.apply(key);
          }

          @Override
          public Map<String, List<String>> loadAll(Iterable<? extends String> keys) {
            Map<String, List<String>> loaded = new HashMap<>();
            keys.forEach(key -> loaded.put(key, load(key)));
            return loaded;
          }
        };
    return configuration()
        .setReadThrough(true)
        .setCacheLoaderFactory(new FactoryBuilder.SingletonFactory<>(loader));
  }

  /** A writer whose database takes everything. */
  static final class NoWriter implements CacheWriter<String, List<String>> {
    @Override
    public void write(Cache.Entry<? extends String, ? extends List<String>> entry) {}

    @Override
    public void writeAll(
        Collection<Cache.Entry<? extends String, ? extends List<String>>> entries) {
      entries.clear();
    }

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(Collection<?> keys) {
      keys.clear();
    }
  }

  @Test
  void fill_ofALoadedValue_publishesNothing() throws Exception {
    TenantCaches tenants = tiered.manager().unwrap(TenantCaches.class);
    Callable<String> source = () -> "loaded";
    List<String> commands = log.of(() -> assertThat(load(tenants, source)).isEqualTo("loaded"));
    assertThat(commands).contains("MGET", "EVALSHA", "[SET]").doesNotContain("[PUBLISH]");
    assertThat(log.of(() -> assertThat(load(tenants, source)).isEqualTo("loaded"))).isEmpty();
  }

  /** The message of the write elsewhere may come during a read, whose copy is then not kept. */
  @Test
  void warming_ofACopy_publishesNothing() {
    String name = CacheFixture.newName();
    try (Cache<String, List<String>> cache = open(tiered, name, configuration());
        Cache<String, List<String>> elsewhere = open(remote, name, configuration())) {
      elsewhere.put("k", VALUE);
      List<String> commands = new ArrayList<>();
      await("a copy is served")
          .until(
              () -> {
                List<String> read = log.of(() -> cache.get("k"));
                commands.addAll(read);
                return read.isEmpty();
              });
      assertThat(commands).isNotEmpty().containsOnly("MGET");
    }
  }

  private static String load(TenantCaches tenants, Callable<String> source) {
    try {
      return String.valueOf(tenants.<String>get("org_1", "loaded", "k", source));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Arguments operation(
      String name, List<String> commands, Consumer<Cache<String, List<String>>> operation) {
    return Arguments.of(name, commands, operation);
  }

  private static Node node(Mode mode) {
    return Node.builder(mode).redis(NODES.redis()).set("l2.timeout-ms", "5000").open();
  }

  private static Cache<String, List<String>> open(
      Node node, MutableConfiguration<String, List<String>> configuration) {
    return open(node, CacheFixture.newName(), configuration);
  }

  private static Cache<String, List<String>> open(
      Node node, String name, MutableConfiguration<String, List<String>> configuration) {
    return node.manager().createCache(name, configuration);
  }

  private static MutableConfiguration<String, List<String>> configuration() {
    return new MutableConfiguration<>();
  }

  private static MutableConfiguration<String, List<String>> touched() {
    return configuration()
        .setExpiryPolicyFactory(AccessedExpiryPolicy.factoryOf(Duration.ONE_HOUR));
  }
}
