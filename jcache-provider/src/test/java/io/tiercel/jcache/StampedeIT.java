/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.spi.LoadingCache;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CacheLoader;
import javax.cache.processor.MutableEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One load of a key over the threads of a node and over the nodes, and none that brings back what a
 * write or a removal did away with while it ran. Three managers of different URIs are three nodes.
 */
final class StampedeIT {
  private static final int THREADS_PER_NODE = 32;
  private static final String KEY = "key";
  private static final EmbeddedRedis REDIS = EmbeddedRedis.start();
  private static final List<Node> REMOTE = new ArrayList<>();
  private static final List<Node> TIERED = new ArrayList<>();
  private static final List<Node> LOCAL = new ArrayList<>();

  @BeforeAll
  static void open() {
    for (int i = 0; i < 3; i++) {
      REMOTE.add(Node.open(Mode.REMOTE, REDIS));
      TIERED.add(Node.open(Mode.TIERED, REDIS));
    }
    LOCAL.add(Node.open(Mode.LOCAL, REDIS));
  }

  @AfterAll
  static void close() {
    Stream.of(REMOTE, TIERED, LOCAL).flatMap(List::stream).forEach(Node::close);
    REDIS.close();
  }

  private static List<Node> nodes(Mode mode) {
    return switch (mode) {
      case LOCAL -> LOCAL;
      case REMOTE -> REMOTE;
      case TIERED -> TIERED;
      case OFF -> List.of();
    };
  }

  @SuppressWarnings("unchecked") // unwrapping keeps the types
  private static <K, V> LoadingCache<K, V> loading(Cache<K, V> cache) {
    return cache.unwrap(LoadingCache.class);
  }

  /** A source that counts its calls, and holds each until it is told to answer. */
  private static final class Source implements CacheLoader<String, String> {
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    @Override
    public String load(String key) {
      int call = calls.incrementAndGet();
      asked.countDown();
      try {
        answer.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return "loaded " + call;
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      Map<String, String> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
    }
  }

  private static List<Cache<String, String>> caches(Mode mode, Source source) {
    return caches(mode, readThrough(source));
  }

  private static List<Cache<String, String>> caches(
      Mode mode, MutableConfiguration<String, String> configuration) {
    String name = CacheFixture.newName();
    return nodes(mode).stream()
        .map(node -> node.manager().createCache(name, configuration))
        .toList();
  }

  private static MutableConfiguration<String, String> readThrough(Source source) {
    return new MutableConfiguration<String, String>()
        .setTypes(String.class, String.class)
        .setReadThrough(true)
        .setCacheLoaderFactory(new FactoryBuilder.SingletonFactory<>(source));
  }

  /** After it, a miss announces its load by the look itself. */
  private static void lookInVain(Cache<String, String> cache) {
    try {
      assertThat(loading(cache).get("nothing", () -> null)).isNull();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"LOCAL", "REMOTE", "TIERED"})
  void get_missedByManyThreadsOfAllNodes_isLoadedOnce(Mode mode) throws Exception {
    Source source = new Source();
    assertLoadedOnce(caches(mode, source), source);
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"LOCAL", "REMOTE", "TIERED"})
  void get_missedByManyThreadsAfterALookInVain_isLoadedOnce(Mode mode) throws Exception {
    Source source = new Source();
    List<Cache<String, String>> caches = caches(mode, source);
    caches.forEach(StampedeIT::lookInVain);
    assertLoadedOnce(caches, source);
  }

  private static void assertLoadedOnce(List<Cache<String, String>> caches, Source source)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS_PER_NODE * caches.size());
    try {
      CountDownLatch started = new CountDownLatch(THREADS_PER_NODE * caches.size());
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < THREADS_PER_NODE * caches.size(); i++) {
        Cache<String, String> cache = caches.get(i % caches.size());
        answers.add(
            threads.submit(
                () -> {
                  started.countDown();
                  return cache.get(KEY);
                }));
      }
      started.await();
      source.asked.await();
      source.answer.countDown();
      for (Future<String> answer : answers) {
        assertThat(answer.get()).isEqualTo("loaded 1");
      }
      assertThat(source.calls).hasValue(1);
    } finally {
      threads.shutdownNow();
    }
  }

  /** What other nodes may do to a key while it is loaded. */
  static Stream<Arguments> overlaps() {
    Map<String, BiConsumer<Cache<String, String>, String>> changes =
        Map.of(
            "remove", Cache::remove,
            "removeAll of the key", (cache, key) -> cache.removeAll(Set.of(key)),
            "removeAll", (cache, key) -> cache.removeAll(),
            "clear", (cache, key) -> cache.clear(),
            "put and remove",
                (cache, key) -> {
                  cache.put(key, "put");
                  cache.remove(key);
                });
    return Stream.of(Mode.LOCAL, Mode.REMOTE, Mode.TIERED)
        .flatMap(
            mode ->
                changes.entrySet().stream()
                    .flatMap(
                        change ->
                            Load.all()
                                .map(
                                    load ->
                                        Arguments.argumentSet(
                                            mode + ", " + load.name() + ", " + change.getKey(),
                                            mode,
                                            load,
                                            change.getValue()))));
  }

  /** One way to load a key. */
  private record Load(String name, BiConsumer<Cache<String, String>, Source> call) {
    static Stream<Load> all() {
      return Stream.of(
          new Load("get", (cache, source) -> cache.get(KEY)),
          new Load(
              "get after a look in vain",
              (cache, source) -> {
                lookInVain(cache);
                cache.get(KEY);
              }),
          new Load("getAll", (cache, source) -> cache.getAll(Set.of(KEY, "other"))),
          new Load("get with a source", Load::load),
          new Load(
              "invoke",
              (cache, source) ->
                  cache.invoke(
                      KEY,
                      (entry, arguments) ->
                          source.calls.get() == 0 ? entry.getValue() : entry.exists())));
    }

    private static void load(Cache<String, String> cache, Source source) {
      try {
        loading(cache).get(KEY, () -> source.load(KEY));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("overlaps")
  void load_overlappedByAChange_isNotStored(
      Mode mode, Load load, BiConsumer<Cache<String, String>, String> change) throws Exception {
    Source source = new Source();
    List<Cache<String, String>> caches = caches(mode, source);
    Cache<String, String> other = caches.get(caches.size() - 1);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<?> loading = thread.submit(() -> load.call().accept(caches.get(0), source));
      source.asked.await();
      change.accept(other, KEY);
      source.answer.countDown();
      loading.get();
      for (Cache<String, String> cache : caches) {
        await().untilAsserted(() -> assertThat(cache.containsKey(KEY)).isFalse());
      }
    } finally {
      thread.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"LOCAL", "REMOTE", "TIERED"})
  void load_overlappedByAProcessorThatRemovesAtTheSource_isNotStored(Mode mode) throws Exception {
    Source source = new Source();
    List<Cache<String, String>> caches =
        caches(
            mode,
            readThrough(source)
                .setWriteThrough(true)
                .setCacheWriterFactory(io.tiercel.jcache.Source::new));
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<String> loading = thread.submit(() -> caches.get(0).get(KEY));
      source.asked.await();
      Boolean existed = caches.get(caches.size() - 1).invoke(KEY, StampedeIT::removeAtTheSource);
      assertThat(existed).isFalse();
      source.answer.countDown();
      assertThat(loading.get()).isEqualTo("loaded 1");
      for (Cache<String, String> cache : caches) {
        await().untilAsserted(() -> assertThat(cache.containsKey(KEY)).isFalse());
      }
    } finally {
      thread.shutdownNow();
    }
  }

  private static boolean removeAtTheSource(MutableEntry<String, String> entry, Object... none) {
    boolean existed = entry.exists();
    entry.remove();
    return existed;
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"LOCAL", "REMOTE", "TIERED"})
  void load_overlappedByAPut_leavesWhatWasPut(Mode mode) throws Exception {
    Source source = new Source();
    List<Cache<String, String>> caches = caches(mode, source);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      Future<String> loading = thread.submit(() -> caches.get(0).get(KEY));
      source.asked.await();
      caches.get(caches.size() - 1).put(KEY, "put");
      source.answer.countDown();
      assertThat(loading.get()).isEqualTo("loaded 1");
      for (Cache<String, String> cache : caches) {
        assertThat(cache.get(KEY)).isEqualTo("put");
      }
    } finally {
      thread.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"LOCAL", "REMOTE", "TIERED"})
  void load_thatFails_doesNotKeepOthersFromLoading(Mode mode) {
    Source source = new Source();
    source.answer.countDown();
    List<Cache<String, String>> caches = caches(mode, source);
    assertThatThrownBy(
            () ->
                loading(caches.get(0))
                    .get(
                        KEY,
                        () -> {
                          throw new IllegalStateException("the database is down");
                        }))
        .hasMessage("the database is down");
    assertThat(caches.get(caches.size() - 1).get(KEY)).isEqualTo("loaded 1");
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"REMOTE", "TIERED"})
  void load_longerThanItsLease_isReturnedNotStoredAndSaidOnce(Mode mode) throws Exception {
    try (LogCapture log = new LogCapture();
        Node hasty =
            Node.builder(mode).redis(REDIS).set("stampede.load-timeout-ms", "100").open()) {
      String name = CacheFixture.newName();
      LoadingCache<String, String> cache =
          loading(
              hasty
                  .manager()
                  .createCache(
                      name,
                      new MutableConfiguration<String, String>()
                          .setTypes(String.class, String.class)));
      for (String key : List.of("a", "b")) {
        assertThat(cache.get(key, () -> onceGone(name + ':' + key + ":v1"))).isEqualTo("late");
        assertThat(cache.containsKey(key)).isFalse();
      }
      assertThat(log.messages(Level.WARNING, "TIERCEL-1009 [" + name + "]")).hasSize(1);
    }
  }

  /** Answers when the lease, which is the entry's key, has ended by itself. */
  private static String onceGone(String entryKey) {
    try (RedisProbe probe = new RedisProbe(REDIS.port())) {
      await().until(() -> probe.get(entryKey) == null);
    }
    return "late";
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"REMOTE", "TIERED"})
  void load_ofAValueThatCannotBeEncoded_doesNotKeepOthersFromLoading(Mode mode) {
    String name = CacheFixture.newName();
    LoadingCache<Object, Object> cache =
        loading(
            nodes(mode)
                .get(0)
                .manager()
                .createCache(name, new MutableConfiguration<Object, Object>()));
    assertThatThrownBy(() -> cache.get(KEY, Thread::new)).hasMessageContaining("TIERCEL-");
    try (RedisProbe probe = new RedisProbe(REDIS.port())) {
      assertThat(probe.get(name + ':' + KEY + ":v1")).as("the lease").isNull();
    }
  }
}
