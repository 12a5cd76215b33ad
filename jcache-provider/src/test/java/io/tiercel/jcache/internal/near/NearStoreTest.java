/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.internal.tier.StoredValue;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.spi.TierLevel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The maps of caches and the order in which their entries go hold the same entries. */
final class NearStoreTest {
  private static final int MAX_ENTRIES = 50;
  private static final long BYTES = 1 << 20;

  @Test
  void compute_moreThanTheBudget_leavesAtMostThatManyInAllMaps() {
    NearStore store = new NearStore(MAX_ENTRIES, BYTES, Runnable::run);
    NearMap one = store.open();
    NearMap other = store.open();
    AtomicInteger evicted = new AtomicInteger();
    one.onEviction(evicted::incrementAndGet);
    other.onEviction(evicted::incrementAndGet);
    for (int i = 0; i < MAX_ENTRIES; i++) {
      put(one, i);
      put(other, i);
    }
    int size = size(one) + size(other);
    assertThat(size).isBetween(MAX_ENTRIES - 1, MAX_ENTRIES); // shares are rounded up
    assertThat(evicted).hasValue(2 * MAX_ENTRIES - size);
    assertThat(store.size()).isEqualTo(size);
  }

  @Test
  void close_oneMap_leavesTheOther() {
    NearStore store = new NearStore(MAX_ENTRIES, BYTES, Runnable::run);
    NearMap one = store.open();
    NearMap other = store.open();
    put(one, "k");
    put(other, "k");
    one.close();
    assertThat(one.find("k")).isNull();
    assertThat(other.find("k")).isNotNull();
    assertThat(store.size()).isEqualTo(1);
  }

  @Test
  void remove_anEntryThatWasReplaced_leavesTheNextOne() {
    NearStore store = new NearStore(MAX_ENTRIES, BYTES, Runnable::run);
    NearMap map = store.open();
    NearEntry first = put(map, "k");
    NearEntry second = put(map, "k");
    assertThat(map.remove(first)).isFalse();
    assertThat(map.find("k")).isSameAs(second);
    assertThat(map.remove(second)).isTrue();
    put(map, "k");
    map.evict(second);
    assertThat(map.find("k")).isNotNull();
    assertThat(store.size()).isEqualTo(1);
  }

  @Test
  void find_manyTimes_handsTheUpkeepOverOnceUntilItIsDone() {
    List<Runnable> tasks = new ArrayList<>();
    NearStore store = new NearStore(MAX_ENTRIES, BYTES, tasks::add);
    NearMap map = store.open();
    for (int i = 0; i < MAX_ENTRIES; i++) {
      put(map, i);
    }
    readALot(map);
    assertThat(tasks).hasSize(1);
    tasks.remove(0).run();
    readALot(map);
    assertThat(tasks).hasSize(1);
  }

  @Test
  void compute_whileTheUpkeepOfReadsIsPending_makesRoomBeforeItReturns() {
    NearStore store = new NearStore(MAX_ENTRIES, BYTES, task -> {});
    NearMap map = store.open();
    for (int i = 0; i < MAX_ENTRIES; i++) {
      put(map, i);
    }
    for (int i = 0; i < MAX_ENTRIES; i++) {
      readALot(map);
      put(map, "more " + i);
      assertThat(size(map)).isBetween(MAX_ENTRIES - 1, MAX_ENTRIES);
    }
  }

  @Test
  void find_backgroundTakesNothingMore_isAHit() {
    NearStore store =
        new NearStore(
            MAX_ENTRIES,
            BYTES,
            task -> {
              throw new RejectedExecutionException("closed");
            });
    NearMap map = store.open();
    put(map, 0);
    readALot(map);
    assertThat(map.find(0)).isNotNull();
  }

  @Test
  void changes_ofManyThreads_leaveMapsAndOrderWithTheSameEntries() throws Exception {
    int threads = 4;
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      NearStore store = new NearStore(MAX_ENTRIES, BYTES, workers);
      List<NearMap> maps = List.of(store.open(), store.open(), store.open());
      List<Callable<Void>> work = new ArrayList<>();
      for (int seed = 0; seed < threads; seed++) {
        Random random = new Random(seed);
        work.add(() -> changeALot(maps, random));
      }
      for (Future<Void> done : workers.invokeAll(work)) {
        done.get();
      }
      long ordered = store.size();
      assertThat(maps.stream().mapToInt(NearStoreTest::size).sum())
          .isEqualTo((int) ordered)
          .isLessThanOrEqualTo(MAX_ENTRIES);
      maps.forEach(NearMap::close);
      assertThat(store.size()).isZero();
    } finally {
      workers.shutdownNow();
    }
  }

  private static Void changeALot(List<NearMap> maps, Random random) {
    for (int i = 0; i < 30_000; i++) {
      NearMap map = maps.get(random.nextInt(maps.size()));
      Object key = random.nextInt(MAX_ENTRIES);
      switch (random.nextInt(4)) {
        case 0 -> put(map, key);
        case 1 -> map.compute(key, (place, held) -> null);
        case 2 -> {
          NearEntry found = map.find(key);
          if (found != null) {
            map.remove(found);
          }
        }
        default -> map.find(key);
      }
    }
    return null;
  }

  private static void readALot(NearMap map) {
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < MAX_ENTRIES; i++) {
        map.find(i);
      }
    }
  }

  private static NearEntry put(NearMap map, Object key) {
    TierEntry entry = TierEntry.of(new StoredValue("v", null), 1, TierEntry.NEVER, TierLevel.L1);
    List<NearEntry> made = new ArrayList<>();
    map.compute(
        key,
        (place, held) -> {
          made.add(NearEntry.of(place, entry, 0));
          return made.get(0);
        });
    return made.get(0);
  }

  private static int size(NearMap map) {
    int size = 0;
    for (Iterator<?> each = map.iterator(); each.hasNext(); each.next()) {
      size++;
    }
    return size;
  }
}
