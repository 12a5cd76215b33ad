/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import io.tiercel.jcache.internal.entry.Refreshes.Wanted;
import io.tiercel.jcache.internal.entry.SharedLoads.Loaded;
import io.tiercel.jcache.internal.tier.LoadLease;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.spi.TierLevel;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads of one cache that go through to a source. Safe for many threads.
 *
 * <p>A miss looks for the entry, and announces its load. Where the look before this one found
 * nothing, both are done in one trip: that is a trip less where this one finds nothing either, and
 * costs the server a script in place of a plain read where it does.
 */
final class ReadThrough<K, V> {
  private final CacheParts<K, V> parts;
  private final EntryReads<K, V> reads;
  private final SharedLoads<K, V> loads;

  /** Whether the last look beyond L1 found nothing. */
  private volatile boolean nothingFound;

  ReadThrough(CacheParts<K, V> parts, EntryReads<K, V> reads, SharedLoads<K, V> loads) {
    this.parts = parts;
    this.reads = reads;
    this.loads = loads;
  }

  /** What is read, as the application and as the tiers name it, and when that began. */
  private record Sought<K>(K key, Object tierKey, long start) {}

  /**
   * Returns a value, or what the source answers. A hit makes no objects of its own.
   *
   * @param terms what that answer is stored with
   * @param executor where the source is asked while nobody waits for it; null for the manager's
   *     threads, and for a caller who cannot do with an entry past its end
   */
  @Nullable V get(
      K key, Terms terms, Callable<? extends @Nullable V> source, @Nullable Executor executor)
      throws Exception {
    Object tierKey = parts.keys().lookup(key);
    long start = parts.statistics().startRead(parts.meter().on());
    if (nothingFound && !reads.renews() && !parts.expiry().movedByAccess()) {
      TierEntry near = parts.tier().findNear(tierKey);
      return near.present()
          ? reads.counted(near, start)
          : inOneTrip(new Sought<>(key, tierKey, start), terms, source);
    }
    TierEntry found = look(key, tierKey, terms);
    return found.present() && !reads.renews()
        ? reads.counted(found, start)
        : foundOrLoaded(new Sought<>(key, tierKey, start), found, terms, source, executor);
  }

  private TierEntry look(K key, Object tierKey, Terms terms) {
    TierEntry found = reads.access(key, tierKey, terms.tags());
    looked(found);
    return found;
  }

  private @Nullable V foundOrLoaded(
      Sought<K> sought,
      TierEntry found,
      Terms terms,
      Callable<? extends @Nullable V> source,
      @Nullable Executor executor)
      throws Exception {
    V value =
        reads.renews()
            ? reads.renewed(Wanted.of(sought.key(), found, terms, source), sought.start(), executor)
            : reads.counted(found, sought.start());
    return value != null || found.knownAbsent()
        ? value
        : loads.load(sought.key(), sought.tierKey(), terms, source);
  }

  private @Nullable V inOneTrip(
      Sought<K> sought, Terms terms, Callable<? extends @Nullable V> source) throws Exception {
    AtomicBoolean own = new AtomicBoolean();
    Loaded<V> loaded =
        loads.load(
            sought.key(),
            sought.tierKey(),
            terms,
            source,
            tierKey -> {
              own.set(true);
              return announce(tierKey, sought.start());
            });
    if (loaded.found() != null) {
      return own.get()
          ? reads.counted(loaded.found(), sought.start())
          : lookAgain(sought, terms, source);
    }
    if (!own.get()) {
      reads.missed(sought.start());
    }
    return loaded.value();
  }

  /** What was found for a caller who came before may be older than this call. */
  private @Nullable V lookAgain(
      Sought<K> sought, Terms terms, Callable<? extends @Nullable V> source) throws Exception {
    TierEntry found = look(sought.key(), sought.tierKey(), terms);
    return foundOrLoaded(sought, found, terms, source, null);
  }

  private LoadLease announce(Object tierKey, long start) {
    LoadLease lease = parts.tier().findOrLease(tierKey);
    if (lease.entry() == null) {
      reads.missed(start);
    } else {
      looked(lease.entry());
    }
    return lease;
  }

  private void looked(TierEntry found) {
    boolean nothing = !found.present();
    if (found.level() != TierLevel.L1 && nothing != nothingFound) {
      nothingFound = nothing;
    }
  }
}
