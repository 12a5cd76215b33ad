/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.LoadSettings;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.config.TiercelConfiguration;
import io.tiercel.jcache.spi.EntryOptions;
import io.tiercel.jcache.spi.LoadingCache;
import io.tiercel.tenant.TenantCaches;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CompletionListenerFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The options against stampedes, on two nodes with L1 and one real Redis. */
final class StampedeOptionsIT {
  private static final long LIFE_MILLIS = 3_600_000;

  private static EmbeddedRedis redis;
  private static Node here;
  private static Node there;
  private static Node local;
  private static List<Node> remote;

  @BeforeAll
  static void open() {
    redis = EmbeddedRedis.start();
    here = Node.open(Mode.TIERED, redis);
    there = Node.open(Mode.TIERED, redis);
    local = Node.open(Mode.LOCAL, redis);
    remote = List.of(Node.open(Mode.REMOTE, redis), Node.open(Mode.REMOTE, redis));
  }

  @AfterAll
  static void close() {
    here.close();
    there.close();
    local.close();
    remote.forEach(Node::close);
    redis.close();
  }

  private static List<Node> nodes(Mode mode) {
    return switch (mode) {
      case LOCAL -> List.of(local);
      case REMOTE -> remote;
      case TIERED -> List.of(here, there);
      case OFF -> List.of();
    };
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

  static Stream<Mode> modes() {
    return Stream.of(Mode.LOCAL, Mode.REMOTE, Mode.TIERED);
  }

  /** Opens a cache that remembers absence, on two nodes where there is an L2, else on one. */
  private static List<LoadingCache<String, String>> remembering(Mode mode, Source source) {
    String name = CacheFixture.newName();
    TiercelConfiguration.Builder<String, String> configuration =
        configuration(LoadSettings.OFF.withNegativeTimeToLive(java.time.Duration.ofHours(1)))
            .loader(() -> source)
            .readThrough(true)
            .statisticsEnabled(true);
    return nodes(mode).stream().map(node -> open(node, name, configuration)).toList();
  }

  @ParameterizedTest
  @MethodSource("modes")
  void negative_nothingAtTheSource_isAskedOnceAndAbsentToAll(Mode mode) throws Exception {
    Source source = new Source().row("b", "2");
    List<LoadingCache<String, String>> caches = remembering(mode, source);
    LoadingCache<String, String> first = caches.get(0);
    LoadingCache<String, String> last = caches.get(caches.size() - 1);
    assertThat(first.get("a")).isNull();
    assertThat(source.takeCalls()).containsExactly("load a");
    source.row("a", "1");
    for (LoadingCache<String, String> cache : caches) {
      assertThat(cache.get("a")).isNull();
      assertThat(cache.get("a", () -> source.load("a"))).isNull();
      assertThat(cache.getLater("a", () -> completedFuture(source.load("a"))).get()).isNull();
      assertThat(cache.containsKey("a")).isFalse();
      assertThat(cache.iterator()).isExhausted();
    }
    assertThat(source.takeCalls()).isEmpty();
    assertThat(last.getAll(Set.of("a", "b"))).isEqualTo(Map.of("b", "2"));
    assertThat(source.takeCalls()).containsExactly("loadAll b");
    if (first != last) {
      assertThat(Counts.of(first)).isEqualTo(Counts.misses(4));
    }
  }

  /**
   * What ends the knowledge that there is nothing, each followed by a read that asks the source.
   */
  static Stream<Arguments> ends() {
    Map<String, Consumer<Cache<String, String>>> ends =
        Map.of(
            "remove", cache -> cache.remove("a"),
            "removeAll of the key", cache -> cache.removeAll(Set.of("a")),
            "removeAll", Cache::removeAll,
            "clear", Cache::clear,
            "removal by a processor",
                cache ->
                    cache.invoke(
                        "a",
                        (entry, arguments) -> {
                          entry.remove();
                          return null;
                        }),
            "put and remove",
                cache -> {
                  cache.put("a", "put");
                  assertThat(cache.get("a")).isEqualTo("put");
                  cache.remove("a");
                },
            "putIfAbsent and remove",
                cache -> {
                  assertThat(cache.putIfAbsent("a", "put")).isTrue();
                  cache.remove("a");
                });
    return modes()
        .flatMap(
            mode ->
                ends.entrySet().stream()
                    .map(
                        end ->
                            Arguments.argumentSet(
                                mode + ", " + end.getKey(), mode, end.getValue())));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void negative_anyChangeOfTheKey_hasTheSourceAskedAgain(
      Mode mode, Consumer<Cache<String, String>> end) {
    Source source = new Source();
    List<LoadingCache<String, String>> caches = remembering(mode, source);
    assertThat(caches.get(0).get("a")).isNull();
    end.accept(caches.get(caches.size() - 1));
    source.row("a", "1");
    assertThat(caches.get(0).get("a")).isEqualTo("1");
  }

  @ParameterizedTest
  @MethodSource("modes")
  void negative_bulkLoads_rememberToo(Mode mode) throws Exception {
    Source source = new Source();
    List<LoadingCache<String, String>> caches = remembering(mode, source);
    LoadingCache<String, String> last = caches.get(caches.size() - 1);
    assertThat(caches.get(0).getAll(Set.of("a"))).isEmpty();
    source.row("a", "1");
    assertThat(last.get("a")).isNull();
    assertThat(source.takeCalls()).containsExactly("loadAll a");
    CompletionListenerFuture done = new CompletionListenerFuture();
    last.loadAll(Set.of("a"), false, done);
    done.get(1, TimeUnit.MINUTES);
    assertThat(caches.get(0).get("a")).as("asked anyhow").isEqualTo("1");
  }

  @Test
  void negative_byKey_isRememberedForItsTime() {
    try (Node node =
        Node.builder(Mode.TIERED)
            .redis(redis)
            .set("caches.absent.stampede.negative-ttl-seconds", "1")
            .open()) {
      LoadingCache<Object, Object> cache = TenantCaches.of(node.manager()).cache("org_1", "absent");
      AtomicInteger asked = new AtomicInteger();
      Callable<Object> source =
          () -> {
            asked.incrementAndGet();
            return null;
          };
      await()
          .until(
              () -> {
                cache.get("a", source);
                return asked.get() == 2;
              });
    }
  }

  /**
   * Answers how often it was asked for the key; the key "slow" as late as a key in Redis ends, and
   * the second load of "hot" when it is told to.
   */
  private static final class HotSource implements CacheLoader<String, String> {
    private final AtomicInteger hot = new AtomicInteger();
    private final CountDownLatch answer = new CountDownLatch(1);

    @Override
    public String load(String key) {
      if (!key.equals("hot")) {
        passTwoSeconds(key);
        return key;
      }
      int call = hot.incrementAndGet();
      if (call > 1) {
        try {
          answer.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return "hot " + call;
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      throw new UnsupportedOperationException("no test here loads in bulk");
    }
  }

  private static void passTwoSeconds(String key) {
    try (RedisProbe probe = new RedisProbe(redis.port())) {
      probe.call("SET", "timer:" + key, "runs", "PX", 2000);
      await().until(() -> probe.get("timer:" + key) == null);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"REMOTE", "TIERED"})
  void earlyRefresh_ofAHotEntry_isOneLoadOverAllNodesAndNobodyWaits(Mode mode) {
    String name = CacheFixture.newName();
    HotSource source = new HotSource();
    TiercelConfiguration.Builder<String, String> configuration =
        configuration(LoadSettings.OFF.withEarlyRefreshBeta(10))
            .expiry(CreatedExpiryPolicy.factoryOf(Duration.ONE_MINUTE))
            .loader(() -> source)
            .readThrough(true)
            .statisticsEnabled(true);
    List<LoadingCache<String, String>> caches =
        nodes(mode).stream().map(node -> open(node, name, configuration)).toList();
    caches.parallelStream().forEach(cache -> cache.get("slow " + caches.indexOf(cache)));
    assertThat(caches.get(0).get("hot")).isEqualTo("hot 1");
    await()
        .until(
            () -> {
              caches.forEach(cache -> assertThat(cache.get("hot")).isEqualTo("hot 1"));
              return source.hot.get() == 2;
            });
    for (int i = 0; i < 300; i++) {
      caches.forEach(cache -> assertThat(cache.get("hot")).isEqualTo("hot 1"));
    }
    assertThat(source.hot).as("one load over all nodes").hasValue(2);
    source.answer.countDown();
    await()
        .untilAsserted(
            () -> caches.forEach(cache -> assertThat(cache.get("hot")).isNotEqualTo("hot 1")));
    assertThat(Counts.of(caches.get(0)).misses()).isEqualTo(2);
    assertThat(Counts.of(caches.get(1)).misses()).isEqualTo(1);
  }

  /** Opens a cache on the nodes of a mode whose entry is past its end, and stays for an hour. */
  private static List<LoadingCache<String, String>> pastTheEnd(Mode mode) {
    String name = CacheFixture.newName();
    TiercelConfiguration.Builder<String, String> configuration =
        configuration(LoadSettings.OFF.withStaleWhileRevalidate(java.time.Duration.ofHours(1)))
            .statisticsEnabled(true);
    List<LoadingCache<String, String>> caches =
        nodes(mode).stream().map(node -> open(node, name, configuration)).toList();
    caches.get(0).put("a", "old", java.time.Duration.ofMillis(50));
    caches.forEach(cache -> await().until(() -> !cache.containsKey("a")));
    return caches;
  }

  @ParameterizedTest
  @MethodSource("modes")
  void stale_pastTheEnd_isAnsweredWhileOneLoadRunsOverAllNodes(Mode mode) throws Exception {
    List<LoadingCache<String, String>> caches = pastTheEnd(mode);
    CountDownLatch answer = new CountDownLatch(1);
    AtomicInteger asked = new AtomicInteger();
    Callable<String> source =
        () -> {
          asked.incrementAndGet();
          answer.await();
          return "new";
        };
    ExecutorService background = Executors.newCachedThreadPool();
    try {
      for (int i = 0; i < 100; i++) {
        for (LoadingCache<String, String> cache : caches) {
          assertThat(cache.get("a", EntryOptions.DEFAULT, source, background)).isEqualTo("old");
          assertThat(
                  cache.getLater(
                      "a", EntryOptions.DEFAULT, () -> completedFuture("later"), background))
              .isCompletedWithValue("old");
        }
      }
      await().until(() -> asked.get() == 1);
      for (LoadingCache<String, String> cache : caches) {
        assertThat(cache.get("a")).isNull();
        assertThat(cache.getAll(Set.of("a"))).isEmpty();
        assertThat(cache.iterator()).isExhausted();
        assertThat(cache.replace("a", "replaced")).isFalse();
      }
      answer.countDown();
      for (LoadingCache<String, String> cache : caches) {
        await().untilAsserted(() -> assertThat(cache.get("a")).isEqualTo("new"));
      }
      assertThat(asked).hasValue(1);
      assertThat(Counts.of(caches.get(0)).hits()).isGreaterThanOrEqualTo(200);
    } finally {
      background.shutdownNow();
    }
  }

  @ParameterizedTest
  @MethodSource("ends")
  void stale_anyChangeOfTheKey_isNeverAnsweredAgain(Mode mode, Consumer<Cache<String, String>> end)
      throws Exception {
    List<LoadingCache<String, String>> caches = pastTheEnd(mode);
    end.accept(caches.get(caches.size() - 1));
    for (LoadingCache<String, String> cache : caches) {
      assertThat(cache.get("a", EntryOptions.DEFAULT, () -> null, Runnable::run)).isNull();
    }
  }

  private static long life(RedisProbe probe, String cache, String key) {
    return (Long) requireNonNull(probe.call("PTTL", cache + ':' + key + ":v1"));
  }
}
