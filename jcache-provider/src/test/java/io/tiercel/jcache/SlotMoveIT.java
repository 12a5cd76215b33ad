/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedisCluster;
import io.tiercel.embedded.SlotMove;
import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.config.Mode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes while a slot of their Redis Cluster is on its way from one master to another. */
final class SlotMoveIT {
  private static final int KEYS = 40;
  private static final long LIMIT_SECONDS = 30;

  private static EmbeddedRedisCluster cluster;

  @BeforeAll
  static void start() {
    cluster = EmbeddedRedisCluster.start(3);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static Node open(HashTag tag) {
    return Node.builder(Mode.TIERED)
        .set("l2.address", String.join(",", cluster.addresses()))
        .set("l2.hash-tag", tag.name().toLowerCase(Locale.ROOT))
        .set("l2.timeout-ms", "20000")
        .open();
  }

  private static Cache<String, Integer> cache(Node node, String name) {
    return node.manager()
        .createCache(
            name,
            new MutableConfiguration<String, Integer>().setTypes(String.class, Integer.class));
  }

  private static int slotOf(String resource, HashTag tag, String key) {
    return cluster.slot(
        switch (tag) {
          case NONE -> "org_1:" + resource + ':' + key + ":v1";
          case CACHE -> "{org_1:" + resource + '}';
          case TENANT -> "{org_1}";
        });
  }

  @ParameterizedTest
  @EnumSource(HashTag.class)
  void operations_whileTheSlotMoves_doWhatTheyShould(HashTag tag) throws Exception {
    String resource = CacheFixture.newName();
    try (Node one = open(tag);
        Node two = open(tag)) {
      Cache<String, Integer> here = cache(one, "org_1:" + resource);
      Cache<String, Integer> there = cache(two, "org_1:" + resource);
      Map<String, Integer> entries =
          IntStream.range(0, KEYS).boxed().collect(toMap(i -> "key-" + i, i -> i));
      here.putAll(entries);
      assertThat(there.getAll(entries.keySet())).isEqualTo(entries);
      SlotMove move = cluster.move(slotOf(resource, tag, "key-0"));
      move.keys(KEYS / 2);
      // Of what needs keys on both servers each waits for the move to end; none may fail.
      List<CompletableFuture<?>> waiting =
          List.of(
              CompletableFuture.runAsync(() -> here.put("key-0", 100)),
              CompletableFuture.runAsync(() -> here.put("new", 7)),
              CompletableFuture.supplyAsync(() -> there.getAll(entries.keySet())),
              CompletableFuture.supplyAsync(() -> here.get("absent")),
              CompletableFuture.supplyAsync(() -> there.putIfAbsent("won", 1)),
              CompletableFuture.supplyAsync(() -> here.replace("key-1", 1, 101)),
              CompletableFuture.runAsync(() -> there.removeAll(Set.of("key-2", "key-3"))));
      move.finish();
      for (CompletableFuture<?> each : waiting) {
        each.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      }
      for (Cache<String, Integer> cache : List.of(here, there)) {
        await()
            .untilAsserted(
                () -> {
                  assertThat(cache.get("key-0")).isEqualTo(100);
                  assertThat(cache.get("key-1")).isEqualTo(101);
                  assertThat(cache.containsKey("key-2")).isFalse();
                  assertThat(cache.get("new")).isEqualTo(7);
                  assertThat(cache.get("won")).isEqualTo(1);
                  assertThat(cache.getAll(entries.keySet())).hasSize(KEYS - 2);
                });
      }
      there.clear();
      await().untilAsserted(() -> assertThat(here.getAll(entries.keySet())).isEmpty());
    }
  }
}
