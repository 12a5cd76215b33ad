/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries that this process holds, of all caches of one manager, within one budget of entries
 * and bytes. Opening a cache costs an integer. Safe for many threads.
 *
 * <p>Caffeine bounds either a number or a weight. Here an entry weighs its share of both limits,
 * whichever is larger, out of {@link #CAPACITY}: so neither can be passed.
 *
 * <p>Who writes makes room for what it wrote before it returns. What reads say of the use of
 * entries is worked off behind their backs; where there are more of them than that keeps up with,
 * some are not noted.
 */
public final class NearStore {
  private static final long CAPACITY = Integer.MAX_VALUE;

  private final Cache<NearKey, NearEntry> entries;
  private final ConcurrentMap<Integer, Runnable> evictionListeners = new ConcurrentHashMap<>();
  private final AtomicInteger caches = new AtomicInteger();
  private final long maxEntries;
  private final long maxBytes;
  private final Executor background;
  private final AtomicReference<Upkeep> upkeep = new AtomicReference<>(Upkeep.NONE);

  /** Whether the order of the entries, by which they are evicted, is to be brought up to date. */
  private enum Upkeep {
    NONE,
    DUE,
    HANDED_OVER
  }

  /**
   * Creates an empty store.
   *
   * @param maxEntries the most entries it holds, at least 1
   * @param maxBytes the most bytes it holds, as estimated, at least 1
   * @param background where the reads are worked off; while it is busy, they may wait
   */
  public NearStore(long maxEntries, long maxBytes, Executor background) {
    this.maxEntries = maxEntries;
    this.maxBytes = maxBytes;
    this.background = background;
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .weigher((NearKey key, NearEntry entry) -> share(entry.weight()))
            .executor(task -> upkeep.set(Upkeep.DUE))
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
    NearEntry found = entries.getIfPresent(key);
    if (upkeep.get() == Upkeep.DUE) {
      handOver();
    }
    return found;
  }

  /** Changes one entry in one step; the function sees the present one and answers the next. */
  void compute(NearKey key, BiFunction<NearKey, @Nullable NearEntry, @Nullable NearEntry> change) {
    entries.asMap().compute(key, change);
    keepUp();
  }

  /** Removes an entry if it is still this one. */
  boolean remove(NearKey key, NearEntry entry) {
    boolean removed = entries.asMap().remove(key, entry);
    keepUp();
    return removed;
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

  private void handOver() {
    if (upkeep.compareAndSet(Upkeep.DUE, Upkeep.HANDED_OVER)) {
      try {
        background.execute(this::keepUp);
      } catch (RejectedExecutionException e) {
        keepUp(); // the manager was closed
      }
    }
  }

  private void keepUp() {
    if (upkeep.get() != Upkeep.NONE) {
      upkeep.set(Upkeep.NONE);
      entries.cleanUp();
    }
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
