/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.spi.LoadingCache;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of coherence that one node keeps by itself. */
final class OneNodeRulesTest {
  private static final String KEY = "key";
  private static final String FOREVER_MILLIS = "3600000";

  static Stream<Named<Consumer<Cache<String, String>>>> ownChanges() {
    return Stream.of(
        Named.of("remove", cache -> cache.remove(KEY)),
        Named.of("removeAll of some", cache -> cache.removeAll(Set.of(KEY))),
        Named.of("removeAll", Cache::removeAll),
        Named.of("clear", Cache::clear),
        Named.of("getAndRemove", cache -> cache.getAndRemove(KEY)),
        Named.of(
            "putAll, and removed",
            cache -> {
              cache.putAll(Map.of(KEY, "put"));
              cache.remove(KEY);
            }));
  }

  @ParameterizedTest
  @MethodSource("ownChanges")
  void r11_loadUnderWay_isNotJoinedAfterAnOwnChange(Consumer<Cache<String, String>> change)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch anew = new CountDownLatch(1);
    try (Node node =
        Node.builder(Mode.LOCAL).set("stampede.load-timeout-ms", FOREVER_MILLIS).open()) {
      LoadingCache<String, String> cache = cache(node);
      Future<String> old =
          threads.submit(
              () ->
                  cache.get(
                      KEY,
                      () -> {
                        begun.countDown();
                        end.await();
                        return "old";
                      }));
      begun.await();
      change.accept(cache);
      Future<String> next =
          threads.submit(
              () ->
                  cache.get(
                      KEY,
                      () -> {
                        anew.countDown();
                        return "new";
                      }));
      assertThat(anew.await(30, TimeUnit.SECONDS)).as("it does not wait for the old one").isTrue();
      assertThat(next.get()).isEqualTo("new");
      end.countDown();
      assertThat(old.get()).isEqualTo("old");
      assertThat(cache.get(KEY)).as("the old load stored nothing").isEqualTo("new");
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void r14_local_hasNoWayToAServer() {
    Set<String> before = threads();
    try (Node node = Node.builder(Mode.LOCAL).open()) {
      LoadingCache<String, String> cache = cache(node);
      cache.put(KEY, "v1");
      assertThat(cache.get(KEY)).isEqualTo("v1");
      assertThat(threads()).isEqualTo(before);
    }
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("tiercel-redis") || name.startsWith("redisson"))
        .collect(Collectors.toSet());
  }

  @SuppressWarnings("unchecked") // the interface has the cache's types
  private static LoadingCache<String, String> cache(Node node) {
    return node.manager()
        .createCache(
            CacheFixture.newName(),
            new MutableConfiguration<String, String>().setTypes(String.class, String.class))
        .unwrap(LoadingCache.class);
  }
}
