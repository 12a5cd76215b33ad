/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries that this process holds, of all caches of one manager, within one budget of entries
 * and bytes. Opening a cache costs an integer. Safe for many threads.
 *
 * <p>Caffeine bounds either a number or a weight. Here an entry weighs its share of both limits,
 * whichever is larger, out of {@link #CAPACITY}: so neither can be passed.
 */
public final class NearStore {
  private static final long CAPACITY = Integer.MAX_VALUE;

  private final Cache<NearKey, NearEntry> entries;
  private final ConcurrentMap<Integer, Runnable> evictionListeners = new ConcurrentHashMap<>();
  private final AtomicInteger caches = new AtomicInteger();
  private final long maxEntries;
  private final long maxBytes;

  /**
   * Creates an empty store.
   *
   * @param maxEntries the most entries it holds, at least 1
   * @param maxBytes the most bytes it holds, as estimated, at least 1
   */
  public NearStore(long maxEntries, long maxBytes) {
    this.maxEntries = maxEntries;
    this.maxBytes = maxBytes;
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .weigher((NearKey key, NearEntry entry) -> share(entry.weight()))
            .executor(Runnable::run)
            .evictionListener(this::evicted)
            .build();
  }

  /** Returns a number for a new cache. */
  int open() {
    return caches.incrementAndGet();
  }

  /** Tells a cache when one of its entries is evicted for room. */
  void onEviction(int cache, Runnable listener) {
    evictionListeners.put(cache, listener);
  }

  /** Forgets a cache and its entries. */
  void close(int cache) {
    evictionListeners.remove(cache);
    entries.asMap().keySet().removeIf(key -> key.cache() == cache);
  }

  @Nullable NearEntry find(NearKey key) {
    return entries.getIfPresent(key);
  }

  /** Changes one entry in one step; the function sees the present one and answers the next. */
  void compute(NearKey key, BiFunction<NearKey, @Nullable NearEntry, @Nullable NearEntry> change) {
    entries.asMap().compute(key, change);
  }

  /** Removes an entry if it is still this one. */
  boolean remove(NearKey key, NearEntry entry) {
    return entries.asMap().remove(key, entry);
  }

  /** Returns the entries of all caches, as they come. */
  Iterator<Map.Entry<NearKey, NearEntry>> iterator() {
    return entries.asMap().entrySet().iterator();
  }

  /** Returns the number of those entries of a cache that live at a time and pass a test. */
  long count(int cache, long nowMillis, Predicate<NearEntry> counted) {
    long count = 0;
    for (Map.Entry<NearKey, NearEntry> each : entries.asMap().entrySet()) {
      NearEntry entry = each.getValue();
      boolean live =
          each.getKey().cache() == cache && entry.entry().present() && !entry.expiredAt(nowMillis);
      count += live && counted.test(entry) ? 1 : 0;
    }
    return count;
  }

  /** Returns the number of entries, of all caches. */
  public long size() {
    entries.cleanUp();
    return entries.estimatedSize();
  }

  private int share(int weight) {
    double ofEntries = 1.0 / maxEntries;
    double ofBytes = (double) weight / maxBytes;
    return (int) Math.min(CAPACITY, Math.ceil(Math.max(ofEntries, ofBytes) * CAPACITY));
  }

  private void evicted(@Nullable NearKey key, @Nullable NearEntry entry, RemovalCause cause) {
    Runnable listener = key == null ? null : evictionListeners.get(key.cache());
    if (listener != null) {
      listener.run();
    }
  }
}
