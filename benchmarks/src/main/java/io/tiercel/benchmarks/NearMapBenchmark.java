/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A hit in L1 where 50 caches are in use: one map for all of them with keys of two parts, or a map
 * for each, both bounded by weight; and L1. See docs/internals/decisions/near-store.md.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls open() first.
public class NearMapBenchmark {
  private static final int CACHES = 50;
  private static final int ENTRIES = 18; // of each cache: all fit into the shipped limits
  private static final int CAPACITY = 1_000_000;

  @Param({"1", "4"})
  private int keyTypes;

  private final List<Place> places = new ArrayList<>();
  private final List<Cache<Object, String>> maps = new ArrayList<>();
  private final List<javax.cache.Cache<Object, Object>> caches = new ArrayList<>();
  private Cache<SharedKey, String> sharedMap;
  private CacheManager manager;

  /** An entry's cache and key. */
  private record Place(int cache, Object key) {}

  /** A key of the shared map, as L1 had them once. */
  private record SharedKey(int cache, Object key) {
    @Override
    public int hashCode() {
      return 31 * key.hashCode() + cache;
    }
  }

  /** A key made of two parts. */
  private record Pair(String left, long right) {}

  /** Where one thread is in the places. */
  @State(Scope.Thread)
  public static class Position {
    private int index;

    int next() {
      index = (index + 1) % (CACHES * ENTRIES);
      return index;
    }
  }

  /** Fills all with the same entries. */
  @Setup(Level.Trial)
  public void open() {
    sharedMap = bounded(CAPACITY);
    manager =
        Caching.getCachingProvider(PeerLimiters.PROVIDER)
            .getCacheManager(URI.create("tiercel:benchmark-maps"), null, new Properties());
    for (int cache = 0; cache < CACHES; cache++) {
      Cache<Object, String> map = bounded(CAPACITY / CACHES);
      maps.add(map);
      javax.cache.Cache<Object, Object> opened =
          manager.createCache("cache-" + cache, new MutableConfiguration<>());
      caches.add(opened);
      for (int entry = 0; entry < ENTRIES; entry++) {
        Object key = key(cache % keyTypes, cache * ENTRIES + entry);
        String value = "value " + entry;
        places.add(new Place(cache, key));
        map.put(key, value);
        sharedMap.put(new SharedKey(cache, key), value);
        opened.put(key, value);
      }
    }
    Collections.shuffle(places, new Random(7));
  }

  /** Closes the manager. */
  @TearDown(Level.Trial)
  public void close() {
    manager.close();
  }

  /** One map: the key is made for the look-up. */
  @Benchmark
  public @Nullable String oneMap(Position position) {
    Place place = places.get(position.next());
    return sharedMap.getIfPresent(new SharedKey(place.cache(), place.key()));
  }

  /** A map for each cache. */
  @Benchmark
  public @Nullable String mapForEachCache(Position position) {
    Place place = places.get(position.next());
    return maps.get(place.cache()).getIfPresent(place.key());
  }

  /** The call of an application, which stands on a map for each cache and one order of all. */
  @Benchmark
  public @Nullable Object tiercelHit(Position position) {
    Place place = places.get(position.next());
    return caches.get(place.cache()).get(place.key());
  }

  private static Object key(int type, int number) {
    return switch (type) {
      case 0 -> "key-" + number;
      case 1 -> (long) number;
      case 2 -> new UUID(number, 31L * number);
      default -> new Pair("key", number);
    };
  }

  private static <K> Cache<K, String> bounded(long capacity) {
    return Caffeine.newBuilder()
        .maximumWeight(capacity)
        .weigher((K key, String value) -> 100)
        .executor(Runnable::run)
        .build();
  }
}
