/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import io.tiercel.jcache.internal.codec.KeyCodec;
import io.tiercel.jcache.internal.tier.CacheAddress;
import io.tiercel.jcache.internal.tier.DropCount;
import io.tiercel.jcache.internal.tier.EntryLock;
import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.InvalidationBus;
import io.tiercel.jcache.internal.tier.LoadLease;
import io.tiercel.jcache.internal.tier.Tier;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.TierFailure;
import io.tiercel.jcache.internal.tier.WriteResult;
import io.tiercel.jcache.spi.TierLevel;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Copies in this process of the entries of a remote tier, which alone decides. A copy is put in
 * only if nothing that this node knows of changed its entry since it was fetched (rules R1 to R8 of
 * docs/internals/coherence.md). Safe for many threads.
 */
public final class NearTier implements Tier, InvalidationBus.Listener {
  private static final Logger LOG = System.getLogger(NearTier.class.getName());

  private final Tier remote;
  private final CacheAddress address;
  private final NearCopies copies;
  private final boolean coalesced;
  private final NearMap map;
  private final AtomicLong clears = new AtomicLong();

  private NearTier(Tier remote, CacheAddress address, NearCopies copies, boolean coalesced) {
    this.remote = remote;
    this.address = address;
    this.copies = copies;
    this.coalesced = coalesced;
    this.map = copies.store().open();
  }

  /**
   * Opens the copies of one cache over its remote tier, and listens to the changes of its entries.
   *
   * @param address the cache's place among all caches
   * @param keys its keys as text
   * @param coalesced whether the lives of its entries move with each access, which the remote tier
   *     is told from time to time only; copies are then made of what is accessed and nothing else
   */
  public static NearTier open(
      Tier remote, CacheAddress address, KeyCodec keys, NearCopies copies, boolean coalesced) {
    NearTier tier = new NearTier(remote, address, copies, coalesced);
    copies.bus().register(address, keys, tier);
    return tier;
  }

  /** Tells a listener whenever a copy is evicted for room. */
  public void onEviction(Runnable listener) {
    map.onEviction(listener);
  }

  @Override
  public TierEntry find(Object key) {
    return find(key, Set.of());
  }

  @Override
  public TierEntry find(Object key, Collection<String> tags) {
    NearEntry held = trusted(key);
    return held != null ? held : fetch(key, tags);
  }

  @Override
  public TierEntry findNear(Object key) {
    NearEntry held = trusted(key);
    return held == null ? TierEntry.ABSENT : held;
  }

  @Override
  public Map<Object, TierEntry> findAll(Collection<Object> keys) {
    Map<Object, TierEntry> found = new HashMap<>();
    List<Object> missing = new ArrayList<>();
    Map<Object, Long> tokens = new HashMap<>();
    Fill fill = fill(-1, warmed());
    for (Object key : keys) {
      NearEntry held = trusted(key);
      if (held != null) {
        found.put(key, held);
      } else {
        missing.add(key);
        tokens.put(key, copies.tokens().take(map.hash(key)));
      }
    }
    if (missing.isEmpty()) {
      return found;
    }
    Map<Object, TierEntry> fetched = remote.findAll(missing);
    for (Object key : missing) {
      TierEntry entry = fetched.get(key);
      put(key, entry, fill.withToken(tokens.getOrDefault(key, 0L)));
    }
    found.putAll(fetched);
    return found;
  }

  @Override
  public Map<Object, TierEntry> findDegraded(Collection<Object> keys) {
    Map<Object, TierEntry> found = new HashMap<>();
    if (copies.trusted() || copies.degradable()) {
      for (Object key : keys) {
        NearEntry held = held(key);
        if (held != null) {
          found.put(key, held);
        }
      }
    }
    return found;
  }

  @Override
  public TierEntry findAndTouch(Object key, long ttl) {
    if (!coalesced || ttl <= 0) {
      TierEntry found = remote.findAndTouch(key, ttl);
      drop(key);
      return found;
    }
    NearEntry held = trusted(key);
    if (held != null) {
      slide(key, held, ttl);
      return held;
    }
    Slide slide = new Slide(copies.clock().millis(), ttl);
    Fill fill =
        new Fill(
            generation(),
            copies.marks().now(),
            copies.tokens().take(map.hash(key)),
            copies.warmOnRemoteHit(),
            slide);
    TierEntry found = remote.findAndTouch(key, Slide.remoteTtl(ttl));
    put(key, found.present() ? found : null, fill);
    return found;
  }

  @Override
  public void touch(Object key, TierEntry seen, long ttl) {
    if (!coalesced || ttl <= 0) {
      remote.touch(key, seen, ttl);
      drop(key);
      return;
    }
    NearEntry held = held(key);
    if (held != null && held.stamp() == seen.stamp()) {
      slide(key, held, ttl);
    } else {
      remote.touch(key, seen, Slide.remoteTtl(ttl));
    }
  }

  /** Moves the life of a copy; a remote tier that cannot be told only ends the entry earlier. */
  private void slide(Object key, NearEntry held, long ttl) {
    Slide slide = held.slide();
    if (slide != null && slide.access(copies.clock().millis(), ttl)) {
      try {
        remote.touch(key, held, Slide.remoteTtl(ttl));
      } catch (TierFailure e) {
        LOG.log(Level.DEBUG, "an access was not told", e);
      }
    }
  }

  private boolean warmed() {
    return copies.warmOnRemoteHit() && !coalesced;
  }

  @Override
  public Map<Object, LoadLease> lease(Collection<Object> keys, boolean takeOver) {
    return remote.lease(keys, takeOver);
  }

  @Override
  public LoadLease findOrLease(Object key) {
    Fill fill = fill(copies.tokens().take(map.hash(key)), warmed());
    LoadLease lease = remote.findOrLease(key);
    put(key, lease.entry(), fill);
    return lease;
  }

  /** The mark is taken first: what is invalidated while the server is asked counts as later. */
  @Override
  public EntryTags openTags(Collection<String> tags, long life) {
    long marks = copies.marks().now();
    return remote.openTags(tags, life).seenAt(marks);
  }

  @Override
  public boolean refresh(Object key, TierEntry seen) {
    return remote.refresh(key, seen);
  }

  @Override
  public EntryLock lock(Object key) {
    return remote.lock(key);
  }

  @Override
  public WriteResult write(Object key, EntryWrite write) {
    Fill fill = fill(copies.tokens().advance(map.hash(key)), !coalesced);
    try {
      WriteResult result = remote.write(key, write);
      put(key, result.written(), fill);
      return result;
    } catch (TierFailure e) {
      outcomeUnknown(key);
      throw e;
    }
  }

  @Override
  public Map<Object, WriteResult> writeAll(Map<Object, EntryWrite> writes) {
    Fill fill = fill(-1, !coalesced);
    Map<Object, Fill> fills = new HashMap<>();
    for (Object key : writes.keySet()) {
      fills.put(key, fill.withToken(copies.tokens().advance(map.hash(key))));
    }
    try {
      Map<Object, WriteResult> results = remote.writeAll(writes);
      results.forEach(
          (key, result) -> put(key, result.written(), fills.getOrDefault(key, Fill.NONE)));
      return results;
    } catch (TierFailure e) {
      writes.keySet().forEach(key -> outcomeUnknown(key));
      throw e;
    }
  }

  @Override
  public DropCount clear() {
    try {
      return remote.clear();
    } finally {
      cleared();
    }
  }

  @Override
  public DropCount forget() {
    cleared();
    return DropCount.NONE;
  }

  @Override
  public Iterator<Map.Entry<Object, TierEntry>> iterator() {
    return remote.iterator();
  }

  @Override
  public void close() {
    copies.bus().unregister(address, this);
    cleared();
    map.close();
    remote.close();
  }

  /** R3: a copy made by the very write of the message stays; any other goes. */
  @Override
  public void entryChanged(Object key, long stamp) {
    map.compute(
        key,
        (place, held) -> {
          if (held != null && held.stamp() == stamp) {
            return held;
          }
          copies.tokens().advance(map.hash(key));
          return null;
        });
  }

  /** R7: all copies are void from now on. */
  @Override
  public void cleared() {
    clears.incrementAndGet();
    remote.forget();
  }

  private TierEntry fetch(Object key, Collection<String> tags) {
    Fill fill = fill(copies.tokens().take(map.hash(key)), warmed());
    TierEntry found = tags.isEmpty() ? remote.find(key) : remote.find(key, tags);
    put(key, found.present() ? found : null, fill);
    return found;
  }

  /** What was known when an entry was fetched: R1, R4 and R15. */
  private record Fill(
      long generation, long marks, long token, boolean wanted, @Nullable Slide slide) {
    static final Fill NONE = new Fill(-1, -1, -1, false, null);

    Fill withToken(long other) {
      return new Fill(generation, marks, other, wanted, slide);
    }
  }

  private Fill fill(long token, boolean wanted) {
    return new Fill(generation(), copies.marks().now(), token, wanted, null);
  }

  /**
   * Puts a copy in, or the knowledge that there is no entry, if nothing happened since. Otherwise
   * what was fetched may be older or newer than the copy that is there: that goes too, unless both
   * come from the same write (R2).
   */
  private void put(Object key, @Nullable TierEntry entry, Fill fill) {
    int hash = map.hash(key);
    TierEntry copy = entry == null || !fill.wanted() ? null : copy(entry, fill);
    map.compute(
        key,
        (place, held) -> {
          if (fill.generation() == generation() && copies.tokens().redeem(hash, fill.token())) {
            return copy == null || !copies.trusted() ? null : near(place, copy, fill);
          }
          copies.tokens().advance(hash);
          return held != null && entry != null && held.stamp() == entry.stamp() ? held : null;
        });
  }

  /** Made before the map's step, since what takes a snapshot of the value is application's code. */
  private TierEntry copy(TierEntry entry, Fill fill) {
    EntryTags tags = entry.tags();
    return TierEntry.of(
            copies.form().copyOf(entry), entry.stamp(), entry.expiresAtMillis(), TierLevel.L1)
        .tagged(tags == null ? null : tags.seenAt(fill.marks()));
  }

  private void drop(Object key) {
    put(key, null, Fill.NONE);
  }

  /** R5 and R6: the write may still land, so its own message must be heard. */
  private void outcomeUnknown(Object key) {
    drop(key);
    copies.bus().suspectOwnWrites();
  }

  private NearEntry near(NearKey place, TierEntry copy, Fill fill) {
    long life = copies.timeToLive().toMillis();
    return new NearEntry(
        place,
        copy,
        Math.min(copy.expiresAtMillis(), copies.clock().millis() + life),
        fill.generation(),
        fill.slide());
  }

  /** R15: a copy with tags is as good as what is heard of them. */
  private @Nullable NearEntry trusted(Object key) {
    NearEntry held = copies.trusted() ? held(key) : null;
    boolean tagged = held != null && held.tags() != null;
    return tagged && !copies.bus().tagsTrusted() ? null : held;
  }

  private @Nullable NearEntry held(Object key) {
    NearEntry found = map.find(key);
    if (found == null) {
      return null;
    }
    EntryTags tags = found.tags();
    if (found.generation() != generation()
        || found.isOver(copies.clock().millis())
        || (tags != null && !copies.marks().stand(tags))) {
      map.remove(found);
      return null;
    }
    return found;
  }

  private long generation() {
    return clears.get() + copies.bus().generation();
  }
}
