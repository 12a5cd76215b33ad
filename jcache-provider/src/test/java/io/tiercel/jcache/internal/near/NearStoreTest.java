/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tiercel.jcache.internal.tier.StoredValue;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.spi.TierLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The maps of caches and the order in which their entries go hold the same entries. */
final class NearStoreTest {
  private static final int MAX_ENTRIES = 50;
  private static final long BYTES = 1 << 20;

  @Test
  void compute_moreThanTheBudget_leavesAtMostThatManyInAllMaps() {
    NearStore store = new NearStore(MAX_ENTRIES, BYTES);
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
    NearStore store = new NearStore(MAX_ENTRIES, BYTES);
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
    NearStore store = new NearStore(MAX_ENTRIES, BYTES);
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

  /** What is noted of reads is enough for the choice of what goes. */
  @ParameterizedTest
  @ValueSource(doubles = {0.7, 1, 1.3})
  void find_zipfOverMoreThanFits_hitsAsOftenAsInCaffeineAlone(double exponent) {
    NearMap map = new NearStore(MAX_ENTRIES, BYTES).open();
    Cache<Integer, String> caffeine =
        Caffeine.newBuilder().maximumSize(MAX_ENTRIES).executor(Runnable::run).build();
    double[] shares = shares(20 * MAX_ENTRIES, exponent);
    Random random = new Random(1);
    int reads = 300_000;
    int hits = 0;
    int hitsOfCaffeine = 0;
    for (int i = 0; i < reads; i++) {
      int found = Arrays.binarySearch(shares, random.nextDouble());
      int key = found < 0 ? -found - 1 : found;
      if (map.find(key) != null) {
        hits++;
      } else {
        put(map, key);
      }
      if (caffeine.getIfPresent(key) != null) {
        hitsOfCaffeine++;
      } else {
        caffeine.put(key, "v");
      }
    }
    assertThat((double) hits / reads)
        .isCloseTo((double) hitsOfCaffeine / reads, within(0.02))
        .isGreaterThan(0.2);
  }

  /** After long reading without a write, what is read still stays, and what is not goes. */
  @Test
  void find_onlyReadsForLong_keepsWhatIsReadOnceEntriesGoAgain() {
    NearMap map = new NearStore(MAX_ENTRIES, BYTES).open();
    for (int i = 0; i < MAX_ENTRIES - 1; i++) {
      put(map, i);
    }
    int popular = MAX_ENTRIES / 5;
    for (int i = 0; i < 100_000; i++) {
      map.find(i % popular);
    }
    for (int i = 0; i < 20 * MAX_ENTRIES; i++) {
      put(map, "more " + i);
      map.find(i % popular);
    }
    assertThat(IntStream.range(0, popular).filter(i -> map.find(i) != null).count())
        .isEqualTo(popular);
  }

  @Test
  void compute_afterMoreReadsThanAreNoted_makesRoomBeforeItReturns() {
    NearStore store = new NearStore(MAX_ENTRIES, BYTES);
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
  void changes_ofManyThreads_leaveMapsAndOrderWithTheSameEntries() throws Exception {
    int threads = 4;
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      NearStore store = new NearStore(MAX_ENTRIES, BYTES);
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

  /** Returns the shares of Zipf's law, each with those before it. */
  private static double[] shares(int keys, double exponent) {
    double[] shares = new double[keys];
    double sum = 0;
    for (int i = 0; i < keys; i++) {
      sum += 1 / Math.pow(i + 1, exponent);
      shares[i] = sum;
    }
    for (int i = 0; i < keys; i++) {
      shares[i] /= sum;
    }
    return shares;
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
