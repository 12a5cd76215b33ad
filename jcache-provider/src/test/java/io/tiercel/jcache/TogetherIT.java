/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.embedded.EmbeddedRedisCluster;
import io.tiercel.jcache.config.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The operations of many threads of one node on their way to a real Redis. */
final class TogetherIT {
  private static final int THREADS = 32;
  private static final int EACH = 100;
  private static final Pattern READS = Pattern.compile("cmdstat_mget:calls=(\\d+)");

  private static EmbeddedRedis redis;
  private static Node node;

  @BeforeAll
  static void open() {
    redis = EmbeddedRedis.start();
    node = Node.builder(Mode.REMOTE).redis(redis).set("l2.timeout-ms", "10000").open();
  }

  @AfterAll
  static void close() {
    node.close();
    redis.close();
  }

  @Test
  void reads_ofManyThreads_shareTheirTripsAndGetEachItsOwn() throws Exception {
    try (Cache<Integer, String> cache = cache()) {
      all(i -> cache.put(i, "value " + i));
      redis.call("CONFIG", "RESETSTAT");
      all(i -> assertThat(cache.get(i)).isEqualTo("value " + i));
    }
    assertThat(reads(redis)).isBetween(1, THREADS * EACH / 2);
  }

  @Test
  void changes_ofManyThreads_areEachMadeThoughTheServerForgetsItsScripts() throws Exception {
    try (Cache<Integer, String> cache = cache()) {
      all(
          i -> {
            if (i % EACH == 0) {
              redis.call("SCRIPT", "FLUSH");
            }
            assertThat(cache.putIfAbsent(i, "value " + i)).isTrue();
          });
      all(i -> assertThat(cache.getAndRemove(i)).isEqualTo("value " + i));
      assertThat(cache.iterator().hasNext()).isFalse();
    }
  }

  @Test
  void operations_ofManyThreadsOnOneSlotOfACluster_shareTheirTripsAndGetEachItsOwn()
      throws Exception {
    try (EmbeddedRedisCluster cluster = EmbeddedRedisCluster.start(3);
        Node clustered =
            Node.builder(Mode.REMOTE)
                .set("l2.address", String.join(",", cluster.addresses()))
                .set("l2.hash-tag", "cache")
                .set("l2.timeout-ms", "10000")
                .open();
        Cache<Integer, String> cache = cache(clustered)) {
      all(i -> assertThat(cache.putIfAbsent(i, "value " + i)).isTrue());
      cluster.nodes().forEach(master -> master.call("CONFIG", "RESETSTAT"));
      all(i -> assertThat(cache.get(i)).isEqualTo("value " + i));
      int reads = cluster.nodes().stream().mapToInt(TogetherIT::reads).sum();
      assertThat(reads).isBetween(1, THREADS * EACH / 2);
      all(i -> assertThat(cache.getAndRemove(i)).isEqualTo("value " + i));
    }
  }

  private static int reads(EmbeddedRedis server) {
    Matcher reads = READS.matcher(server.info("commandstats"));
    return reads.find() ? Integer.parseInt(reads.group(1)) : 0;
  }

  private static Cache<Integer, String> cache() {
    return cache(node);
  }

  private static Cache<Integer, String> cache(Node of) {
    return of.manager()
        .createCache(
            CacheFixture.newName(),
            new MutableConfiguration<Integer, String>().setTypes(Integer.class, String.class));
  }

  /** Runs an operation for each number once, on many threads that begin together. */
  private static void all(IntConsumer operation) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    CountDownLatch start = new CountDownLatch(1);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread * EACH;
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  for (int i = first; i < first + EACH; i++) {
                    operation.accept(i);
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> thread : running) {
        thread.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
