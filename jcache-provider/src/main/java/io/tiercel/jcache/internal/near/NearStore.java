/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The one budget of entries and bytes for what this process holds of all caches of a manager. Each
 * cache has a {@link NearMap} of its own, where its entries are found; here stands in which order
 * they go when room is wanted, which is Caffeine's to say. Safe for many threads.
 *
 * <p>Caffeine bounds either a number or a weight. Here an entry weighs its share of both limits,
 * whichever is larger, out of {@link #CAPACITY}: so neither can be passed.
 *
 * <p>Who writes makes room for what it wrote before it returns, and works off what reads noted of
 * the use of entries. When what is noted fills Caffeine's buffers, reads note nothing more until
 * the next write: so where many entries go, all reads are noted, and where none goes, they cost
 * nothing.
 */
public final class NearStore {
  private static final long CAPACITY = Integer.MAX_VALUE;

  private final Cache<NearKey, NearEntry> order;
  private final Queue<NearEntry> evicted = new ConcurrentLinkedQueue<>();
  private final AtomicInteger caches = new AtomicInteger();
  private final long maxEntries;
  private final long maxBytes;

  /** Whether the order is to be brought up to date, which Caffeine asks for. */
  private volatile boolean due;

  /**
   * Creates an empty store.
   *
   * @param maxEntries the most entries it holds, at least 1
   * @param maxBytes the most bytes it holds, as estimated, at least 1
   */
  public NearStore(long maxEntries, long maxBytes) {
    this.maxEntries = maxEntries;
    this.maxBytes = maxBytes;
    this.order =
        Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .weigher((NearKey place, NearEntry entry) -> share(entry.weight()))
            .executor(task -> due = true)
            .evictionListener(this::evicted)
            .build();
  }

  /** Returns an empty map for a new cache. */
  NearMap open() {
    return new NearMap(this, caches.incrementAndGet());
  }

  /** Notes that an entry was read, while there is room for notes. */
  void used(NearEntry entry) {
    if (!due) {
      var unused = order.getIfPresent(entry.place());
    }
  }

  /** Notes an entry that is new, or new in its place. To be called in the step that puts it in. */
  void came(NearEntry entry) {
    order.put(entry.place(), entry);
  }

  /** Notes that there is no entry any more in a place. */
  void left(NearKey place) {
    order.invalidate(place);
  }

  /** Brings the order up to date, if that is due, and lets go what it gave up. */
  void keepUp() {
    while (due) {
      due = false;
      order.cleanUp();
    }
    letGo();
  }

  /** Returns the number of entries, of all caches. */
  public long size() {
    order.cleanUp();
    letGo();
    return order.estimatedSize();
  }

  private int share(int weight) {
    double ofEntries = 1.0 / maxEntries;
    double ofBytes = (double) weight / maxBytes;
    return (int) Math.min(CAPACITY, Math.ceil(Math.max(ofEntries, ofBytes) * CAPACITY));
  }

  /** Only notes it: a map must not be changed under the locks that are held here. */
  private void evicted(@Nullable NearKey place, @Nullable NearEntry entry, RemovalCause cause) {
    if (entry != null) {
      evicted.add(entry);
    }
  }

  private void letGo() {
    for (NearEntry entry = evicted.poll(); entry != null; entry = evicted.poll()) {
      entry.place().map().evict(entry);
    }
  }
}
