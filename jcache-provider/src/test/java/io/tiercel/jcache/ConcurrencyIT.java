/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import java.io.IOException;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That no update is lost and no winner has a rival, on one node and on two, and what a node sees of
 * its own writes and the other's. Two managers of different URIs are two nodes: they share nothing
 * but Redis, and the locks that merely spare a process conflicts with itself; conflicts are made by
 * operations that take none.
 */
final class ConcurrencyIT {
  private static final int THREADS = 8;
  private static final int ROUNDS = 500;
  private static final String KEY = "counter";

  private static final Map<Mode, List<Node>> NODES = new HashMap<>();
  private static final EmbeddedRedis REDIS = EmbeddedRedis.start();
  private static final URLClassLoader LOADER = TierLog.loader();

  /** Some nodes that have one cache in common. */
  private record Fleet(Mode mode, int nodes) {
    List<Cache<String, Integer>> open() {
      String name = CacheFixture.newName();
      List<Cache<String, Integer>> caches = new ArrayList<>();
      for (Node node : requireNonNull(NODES.get(mode)).subList(0, nodes)) {
        caches.add(
            node.manager()
                .createCache(
                    name,
                    new MutableConfiguration<String, Integer>()
                        .setTypes(String.class, Integer.class)));
      }
      return caches;
    }
  }

  @BeforeAll
  static void openNodes() {
    for (Mode mode : List.of(Mode.LOCAL, Mode.REMOTE, Mode.TIERED)) {
      List<Node> nodes = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Node node = Node.builder(mode).redis(REDIS).loader(LOADER).open();
        awaitTiers(node, mode);
        nodes.add(node);
      }
      NODES.put(mode, nodes);
    }
  }

  @AfterAll
  static void closeNodes() throws IOException {
    NODES.values().forEach(nodes -> nodes.forEach(Node::close));
    LOADER.close();
    REDIS.close();
  }

  static Stream<Fleet> fleets() {
    return Stream.of(
        new Fleet(Mode.LOCAL, 1),
        new Fleet(Mode.REMOTE, 1),
        new Fleet(Mode.TIERED, 1),
        new Fleet(Mode.REMOTE, 2),
        new Fleet(Mode.TIERED, 2));
  }

  @ParameterizedTest
  @MethodSource("fleets")
  void invoke_oneKey_losesNoIncrement(Fleet fleet) {
    List<Cache<String, Integer>> caches = fleet.open();
    inParallel(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            increment(cacheOf(caches, thread), KEY);
          }
        });
    assertAllSee(caches, THREADS * ROUNDS);
  }

  @ParameterizedTest
  @MethodSource("fleets")
  void invoke_sixteenKeys_losesNoIncrement(Fleet fleet) {
    List<Cache<String, Integer>> caches = fleet.open();
    inParallel(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            increment(cacheOf(caches, thread), "k" + (thread + i) % 16);
          }
        });
    for (Cache<String, Integer> cache : caches) {
      await()
          .untilAsserted(
              () -> {
                int sum = 0;
                for (int i = 0; i < 16; i++) {
                  sum += read(cache, "k" + i);
                }
                assertThat(sum).isEqualTo(THREADS * ROUNDS);
              });
    }
  }

  @ParameterizedTest
  @MethodSource("fleets")
  void replace_comparedInALoop_losesNoIncrement(Fleet fleet) {
    List<Cache<String, Integer>> caches = fleet.open();
    caches.get(0).put(KEY, 0);
    inParallel(
        thread -> {
          Cache<String, Integer> cache = cacheOf(caches, thread);
          for (int i = 0; i < ROUNDS; i++) {
            replaceOnce(cache);
          }
        });
    assertAllSee(caches, THREADS * ROUNDS);
  }

  @ParameterizedTest
  @MethodSource("fleets")
  void invokeAndReplace_mixed_loseNoIncrement(Fleet fleet) {
    List<Cache<String, Integer>> caches = fleet.open();
    caches.get(0).put(KEY, 0);
    inParallel(
        thread -> {
          Cache<String, Integer> cache = cacheOf(caches, thread);
          for (int i = 0; i < ROUNDS; i++) {
            if (thread < THREADS / 2) {
              increment(cache, KEY);
            } else {
              replaceOnce(cache);
            }
          }
        });
    assertAllSee(caches, THREADS * ROUNDS);
  }

  @ParameterizedTest
  @MethodSource("fleets")
  void putIfAbsent_allTry_oneWins(Fleet fleet) {
    List<Cache<String, Integer>> caches = fleet.open();
    Map<String, Set<Integer>> winners = new ConcurrentHashMap<>();
    inParallel(
        thread -> {
          for (int i = 0; i < ROUNDS; i++) {
            String key = "k" + i;
            if (cacheOf(caches, thread).putIfAbsent(key, thread)) {
              winners.computeIfAbsent(key, none -> ConcurrentHashMap.newKeySet()).add(thread);
            }
          }
        });
    assertThat(winners).hasSize(ROUNDS);
    winners.forEach(
        (key, threads) -> {
          assertThat(threads).as(key).hasSize(1);
          caches.forEach(cache -> assertThat(threads).contains(read(cache, key)));
        });
  }

  @ParameterizedTest
  @MethodSource("fleets")
  void getAndRemove_allTry_oneGetsIt(Fleet fleet) {
    List<Cache<String, Integer>> caches = fleet.open();
    for (int i = 0; i < ROUNDS; i++) {
      caches.get(0).put("k" + i, i);
    }
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger removed = new AtomicInteger();
    inParallel(
        thread -> {
          Cache<String, Integer> cache = cacheOf(caches, thread);
          for (int i = 0; i < ROUNDS; i += 2) {
            taken.addAndGet(cache.getAndRemove("k" + i) == null ? 0 : 1);
            removed.addAndGet(cache.remove("k" + (i + 1), i + 1) ? 1 : 0);
          }
        });
    assertThat(taken).hasValue(ROUNDS / 2);
    assertThat(removed).hasValue(ROUNDS / 2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"REMOTE", "TIERED"})
  void invoke_otherNodeWritesMeanwhile_runsAgainOnWhatItWrote(Mode mode) {
    List<Cache<String, Integer>> caches = new Fleet(mode, 2).open();
    caches.get(0).put(KEY, 1);
    AtomicInteger runs = new AtomicInteger();
    int answer =
        caches
            .get(0)
            .invoke(
                KEY,
                (entry, arguments) -> {
                  int seen = requireNonNull(entry.getValue());
                  if (runs.incrementAndGet() <= 3) {
                    caches.get(1).put(KEY, seen * 10);
                  }
                  entry.setValue(seen + 1);
                  return entry.getValue();
                });
    assertThat(answer).isEqualTo(1001);
    assertThat(runs).hasValue(4);
    assertAllSee(caches, 1001);
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"REMOTE", "TIERED"})
  void invoke_otherNodeRemovesMeanwhile_runsAgainOnNothing(Mode mode) {
    List<Cache<String, Integer>> caches = new Fleet(mode, 2).open();
    caches.get(0).put(KEY, 1);
    List<Boolean> existed = new ArrayList<>();
    caches
        .get(0)
        .invoke(
            KEY,
            (entry, arguments) -> {
              existed.add(entry.exists());
              if (existed.size() == 1) {
                caches.get(1).remove(KEY);
              }
              entry.setValue(2);
              return null;
            });
    assertThat(existed).containsExactly(true, false);
    assertAllSee(caches, 2);
  }

  /** One node writes a growing number; no read of the other, by whichever thread, goes back. */
  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"REMOTE", "TIERED"})
  void get_otherNodeWrites_neverGoesBack(Mode mode) {
    List<Cache<String, Integer>> caches = new Fleet(mode, 2).open();
    int last = 2000;
    caches.get(0).put(KEY, 0);
    AtomicInteger floor = new AtomicInteger();
    inParallel(
        thread -> {
          if (thread == 0) {
            for (int i = 1; i <= last; i++) {
              caches.get(0).put(KEY, i);
              assertThat(read(caches.get(0), KEY)).as("the writer's own write").isEqualTo(i);
            }
            return;
          }
          int seen = 0;
          while (seen < last) {
            int before = floor.get();
            seen = read(caches.get(1), KEY);
            assertThat(seen)
                .as("a read that began after another ended")
                .isGreaterThanOrEqualTo(before);
            int now = seen;
            floor.accumulateAndGet(now, Math::max);
          }
        });
    assertThat(floor).hasValue(last);
  }

  /** Both nodes write; what a node wrote, or something newer, is what it reads next. */
  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"REMOTE", "TIERED"})
  void get_bothNodesWrite_isNeverOlderThanOnesOwnWrite(Mode mode) {
    List<Cache<String, Integer>> caches = new Fleet(mode, 2).open();
    inParallel(
        thread -> {
          Cache<String, Integer> cache = cacheOf(caches, thread);
          for (int i = 0; i < ROUNDS / 2; i++) {
            int own = increment(cache, KEY);
            assertThat(read(cache, KEY)).isGreaterThanOrEqualTo(own);
            assertThat(cache.getAll(Set.of(KEY)).get(KEY)).isGreaterThanOrEqualTo(own);
          }
        });
    assertAllSee(caches, THREADS * (ROUNDS / 2));
  }

  private static Cache<String, Integer> cacheOf(List<Cache<String, Integer>> caches, int thread) {
    return caches.get(thread % caches.size());
  }

  /** A copy of the other node may be as old as the message that voids it is under way. */
  private static void assertAllSee(List<Cache<String, Integer>> caches, int value) {
    for (Cache<String, Integer> cache : caches) {
      await().untilAsserted(() -> assertThat(read(cache, KEY)).isEqualTo(value));
    }
  }

  private static int read(Cache<String, Integer> cache, String key) {
    return requireNonNull(cache.get(key), key);
  }

  private static int increment(Cache<String, Integer> cache, String key) {
    return cache.invoke(
        key,
        (entry, arguments) -> {
          Integer value = entry.getValue();
          entry.setValue(value == null ? 1 : value + 1);
          return entry.getValue();
        });
  }

  private static void replaceOnce(Cache<String, Integer> cache) {
    int seen;
    do {
      seen = read(cache, KEY);
    } while (!cache.replace(KEY, seen, seen + 1));
  }

  /** What one of the threads does. */
  @FunctionalInterface
  private interface Work {
    void run(int thread) throws Exception;
  }

  /** Runs the work on all threads at once, and fails with the first failure. */
  private static void inParallel(Work work) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Future<?>> ends = new ArrayList<>();
    try {
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        ends.add(
            threads.submit(
                () -> {
                  start.await();
                  work.run(thread);
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get(2, TimeUnit.MINUTES);
      }
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Waits until the mode's first tier answers: near copies are kept from the first heartbeat on.
   */
  private static void awaitTiers(Node node, Mode mode) {
    String first = mode == Mode.REMOTE ? "L2" : "L1";
    Cache<String, String> cache =
        node.manager().createCache(CacheFixture.newName(), new MutableConfiguration<>());
    cache.put("a", "1");
    await()
        .until(
            () -> {
              cache.get("a");
              return TierLog.takeReads(cache.getName()).contains(first);
            });
  }
}
