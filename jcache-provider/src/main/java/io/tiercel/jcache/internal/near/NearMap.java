/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one cache that this process holds, within the budget of its manager's {@link
 * NearStore}. Empty, it takes some sixty bytes. A look-up makes no objects. Safe for many threads.
 */
final class NearMap {
  private final NearStore store;
  private final int number;
  private final ConcurrentMap<Object, NearEntry> entries =
      new ConcurrentHashMap<>(1); // of most caches of tenants, few
  private volatile @Nullable Runnable evictionListener;

  /**
   * Creates an empty map.
   *
   * @param number the number of the cache within the manager
   */
  NearMap(NearStore store, int number) {
    this.store = store;
    this.number = number;
  }

  /** Returns a number for a key that tells it from those of other caches, too. */
  int hash(Object key) {
    return 31 * key.hashCode() + number;
  }

  /** Tells a listener when an entry is evicted for room. */
  void onEviction(Runnable listener) {
    evictionListener = listener;
  }

  @Nullable NearEntry find(Object key) {
    NearEntry found = entries.get(key);
    if (found != null) {
      store.used(found);
    }
    return found;
  }

  /**
   * Changes one entry in one step; the function sees its place and the present one and answers the
   * next. The order of the entries learns of it in the same step, so that of two changes of a key
   * it learns in turn.
   */
  void compute(Object key, BiFunction<NearKey, @Nullable NearEntry, @Nullable NearEntry> change) {
    entries.compute(
        key,
        (same, held) -> {
          NearKey place = held == null ? new NearKey(this, same) : held.place();
          NearEntry next = change.apply(place, held);
          if (next != null && next != held) {
            store.came(next);
          } else if (next == null && held != null) {
            store.left(place);
          }
          return next;
        });
    store.keepUp();
  }

  /** Removes an entry if it is still this one. */
  boolean remove(NearEntry entry) {
    boolean removed = drop(entry);
    if (removed) {
      store.keepUp();
    }
    return removed;
  }

  /** Lets an entry go that the order gave up for room, if it is still this one. */
  void evict(NearEntry entry) {
    Runnable listener = evictionListener;
    if (entries.remove(entry.place().key(), entry) && listener != null) {
      listener.run();
    }
  }

  /** Returns the entries, as they come. */
  Iterator<Map.Entry<Object, NearEntry>> iterator() {
    return entries.entrySet().iterator();
  }

  /** Returns the number of those entries that live at a time and pass a test. */
  long count(long nowMillis, Predicate<NearEntry> counted) {
    return entries.values().stream()
        .filter(entry -> entry.present() && !entry.isOver(nowMillis))
        .filter(counted)
        .count();
  }

  /** Forgets all entries, and who is told of evictions. */
  void close() {
    evictionListener = null;
    entries.values().forEach(this::drop);
    store.keepUp();
  }

  private boolean drop(NearEntry entry) {
    boolean removed = entries.remove(entry.place().key(), entry);
    if (removed) {
      store.left(entry.place());
    }
    return removed;
  }
}
