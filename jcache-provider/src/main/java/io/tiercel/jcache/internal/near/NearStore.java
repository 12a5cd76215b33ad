/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one budget of entries and bytes for what this process holds of all caches of a manager. Each
 * cache has a {@link NearMap} of its own, where its entries are found; here stands in which order
 * they go when room is wanted, which is Caffeine's to say. Safe for many threads.
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

  private final Cache<NearKey, NearEntry> order;
  private final Queue<NearEntry> evicted = new ConcurrentLinkedQueue<>();
  private final AtomicInteger caches = new AtomicInteger();
  private final long maxEntries;
  private final long maxBytes;
  private final Executor background;
  private final AtomicReference<Upkeep> upkeep = new AtomicReference<>(Upkeep.NONE);

  /** Whether the order is to be brought up to date. */
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
    this.order =
        Caffeine.newBuilder()
            .maximumWeight(CAPACITY)
            .weigher((NearKey place, NearEntry entry) -> share(entry.weight()))
            .executor(task -> upkeep.set(Upkeep.DUE))
            .evictionListener(this::evicted)
            .build();
  }

  /** Returns an empty map for a new cache. */
  NearMap open() {
    return new NearMap(this, caches.incrementAndGet());
  }

  /** Notes that an entry was read; not while what was noted before is still to be worked off. */
  void used(NearEntry entry) {
    Upkeep state = upkeep.get();
    if (state == Upkeep.NONE) {
      var unused = order.getIfPresent(entry.place());
    } else if (state == Upkeep.DUE) {
      handOver();
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
    if (upkeep.get() != Upkeep.NONE) {
      upkeep.set(Upkeep.NONE);
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

  private void handOver() {
    if (upkeep.compareAndSet(Upkeep.DUE, Upkeep.HANDED_OVER)) {
      try {
        background.execute(this::keepUp);
      } catch (RejectedExecutionException e) {
        keepUp(); // the manager was closed
      }
    }
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
