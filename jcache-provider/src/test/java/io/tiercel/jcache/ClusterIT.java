/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedisCluster;
import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.spi.EntryOptions;
import io.tiercel.tenant.PutOptions;
import io.tiercel.tenant.TenantCaches;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two nodes on a Redis Cluster of three masters, by configuration alone, with every hash tag. */
final class ClusterIT {
  private static final EntryOptions OF_USER = EntryOptions.DEFAULT.withTags("user:1");
  private static final int KEYS = 200;
  private static final int THREADS = 8;
  private static final int INCREMENTS = 100;

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
    return open(Mode.TIERED, tag);
  }

  private static Node open(Mode mode, HashTag tag) {
    return builder(mode, tag).open();
  }

  private static Node.Builder builder(Mode mode, HashTag tag) {
    return Node.builder(mode)
        .set("l2.address", String.join(",", cluster.addresses()))
        .set("l2.hash-tag", tag.name().toLowerCase(Locale.ROOT))
        .set("l2.timeout-ms", "20000");
  }

  private static Cache<String, Integer> cache(Node node, String name) {
    return node.manager()
        .createCache(
            name,
            new MutableConfiguration<String, Integer>().setTypes(String.class, Integer.class));
  }

  @ParameterizedTest
  @EnumSource(HashTag.class)
  void bulkOperations_keysOfAllSlots_reachThemAll(HashTag tag) {
    try (Node one = open(tag);
        Node two = open(tag)) {
      String name = "org_1:" + CacheFixture.newName();
      Cache<String, Integer> here = cache(one, name);
      Cache<String, Integer> there = cache(two, name);
      Map<String, Integer> entries =
          IntStream.range(0, KEYS).boxed().collect(toMap(i -> "key-" + i, i -> i));
      here.putAll(entries);
      assertThat(there.getAll(entries.keySet())).isEqualTo(entries);
      assertThat(there.iterator()).toIterable().hasSize(KEYS);
      there.removeAll(Set.of("key-0", "key-1", "key-2"));
      await().untilAsserted(() -> assertThat(here.getAll(entries.keySet())).hasSize(KEYS - 3));
      here.clear();
      await().untilAsserted(() -> assertThat(there.getAll(entries.keySet())).isEmpty());
      here.put("key-0", 7);
      assertThat(here.get("key-0")).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @EnumSource(HashTag.class)
  void invoke_fromTwoNodes_losesNoIncrement(HashTag tag) throws Exception {
    try (Node one = open(tag);
        Node two = open(tag)) {
      String name = "org_1:" + CacheFixture.newName();
      List<Cache<String, Integer>> caches = List.of(cache(one, name), cache(two, name));
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      List<Future<?>> runs =
          IntStream.range(0, THREADS)
              .<Future<?>>mapToObj(i -> threads.submit(() -> increment(caches.get(i % 2))))
              .toList();
      for (Future<?> run : runs) {
        run.get();
      }
      threads.shutdownNow();
      for (Cache<String, Integer> cache : caches) {
        await().untilAsserted(() -> assertThat(cache.get("k")).isEqualTo(THREADS * INCREMENTS));
      }
    }
  }

  private static void increment(Cache<String, Integer> cache) {
    for (int i = 0; i < INCREMENTS; i++) {
      cache.invoke(
          "k",
          (entry, arguments) -> {
            entry.setValue(entry.exists() ? entry.getValue() + 1 : 1);
            return null;
          });
    }
  }

  /** A node that wrote a moment ago knows an epoch that is past by now. */
  @ParameterizedTest
  @EnumSource(HashTag.class)
  void invalidate_aTenant_reachesTheCachesOfAllNodes(HashTag tag) {
    try (Node one = open(tag);
        Node two = open(tag)) {
      String resource = CacheFixture.newName();
      Cache<String, Integer> there = cache(two, "org_1:" + resource);
      there.put("k", 1);
      Cache<String, Integer> other = cache(two, "org_2:" + resource);
      other.put("k", 2);
      TenantCaches.of(one.manager()).invalidate("org_1");
      await().untilAsserted(() -> assertThat(there.containsKey("k")).isFalse());
      assertThat(other.get("k")).isEqualTo(2);
      await()
          .untilAsserted(
              () -> {
                there.put("k", 3);
                assertThat(there.get("k")).isEqualTo(3);
              });
    }
  }

  @ParameterizedTest
  @EnumSource(HashTag.class)
  void invalidateTag_reachesItsEntriesOnAllNodesAndNoOthers(HashTag tag) throws Exception {
    try (Node one = open(tag);
        Node two = open(tag)) {
      TenantCaches here = TenantCaches.of(one.manager());
      TenantCaches there = TenantCaches.of(two.manager());
      String resource = CacheFixture.newName();
      PutOptions tagged = PutOptions.DEFAULT.withTags("user:1", "tenant:org_1");
      for (int i = 0; i < 10; i++) {
        here.put("org_1", resource, i, "old", i % 2 == 0 ? tagged : PutOptions.DEFAULT);
        there.cache("org_1", resource).get(i);
      }
      here.invalidateTag("org_1", "user:1");
      for (int i = 0; i < 10; i++) {
        int id = i;
        boolean gone = i % 2 == 0;
        assertThat(here.cache("org_1", resource).containsKey(id)).isNotEqualTo(gone);
        await().until(() -> there.cache("org_1", resource).containsKey(id) != gone);
        String loaded = there.get("org_1", resource, id, OF_USER, () -> "new");
        assertThat(loaded).isEqualTo(gone ? "new" : "old");
        assertThat(here.put("org_1", resource, id, "x", tagged.ifAbsent())).isFalse();
      }
      here.invalidateTag("org_1", "user:1");
      assertThat(here.put("org_1", resource, 0, "newer", tagged.ifAbsent())).isTrue();
      assertThat(here.cache("org_1", resource).get(0)).isEqualTo("newer");
    }
  }

  /** Where scripts cannot judge the tags of what the source has not, readers do. */
  @ParameterizedTest
  @EnumSource(HashTag.class)
  void invalidateTag_reachesWhatTheSourceHasNot(HashTag tag) throws Exception {
    Node.Builder node = builder(Mode.TIERED, tag).set("stampede.negative-ttl-seconds", "3600");
    try (Node one = node.open()) {
      TenantCaches caches = TenantCaches.of(one.manager());
      String resource = CacheFixture.newName();
      assertThat(caches.<String>get("org_1", resource, 1, OF_USER, () -> null)).isNull();
      assertThat(caches.<String>get("org_1", resource, 1, OF_USER, () -> "new")).isNull();
      caches.invalidateTag("org_1", "user:1");
      assertThat(caches.<String>get("org_1", resource, 1, OF_USER, () -> "new")).isEqualTo("new");
    }
  }

  @ParameterizedTest
  @EnumSource(HashTag.class)
  void clear_thenWriteOfTheSameNode_isSeen(HashTag tag) {
    try (Node one = open(Mode.REMOTE, tag)) {
      Cache<String, Integer> here = cache(one, "org_1:" + CacheFixture.newName());
      for (int i = 0; i < KEYS; i++) {
        here.clear();
        here.put("k", i);
        assertThat(here.get("k")).isEqualTo(i);
      }
    }
  }
}
