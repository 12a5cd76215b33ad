/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import io.tiercel.jcache.internal.tier.DropCount;
import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.EntryWrite.Condition;
import io.tiercel.jcache.internal.tier.LoadLease;
import io.tiercel.jcache.internal.tier.StampSource;
import io.tiercel.jcache.internal.tier.StoredValue;
import io.tiercel.jcache.internal.tier.Tier;
import io.tiercel.jcache.internal.tier.TierClock;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.internal.tier.ValueForm;
import io.tiercel.jcache.internal.tier.WriteResult;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import io.tiercel.jcache.spi.TierLevel;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A cache whose only tier is this process: its entries live as their expiry policy says, unless
 * they are evicted for room. Each change is one step of the map, in which no code of the
 * application runs. Safe for many threads.
 */
public final class LocalTier implements Tier {
  private final NearMap map;
  private final ValueForm form;
  private final TierClock clock;
  private final StampSource stamps;
  private final long staleMillis;
  private final LocalTags tags;
  private final AtomicLong generation = new AtomicLong();
  private final ConcurrentMap<Object, Lease> leases = new ConcurrentHashMap<>();
  private final BiConsumer<Object, TierEntry> onExpired;

  /**
   * What entries are marked and ended by.
   *
   * @param clock the time of this node
   * @param stamps the marks of writes
   * @param staleMillis how long entries stay after their deadlines, for those who can do with it
   */
  public record Times(TierClock clock, StampSource stamps, long staleMillis) {}

  /**
   * Opens the tier of one cache.
   *
   * @param onExpired told, once each, of the entries that are gone because of their deadline
   */
  public LocalTier(
      NearStore store,
      ValueForm form,
      Times times,
      LocalTags tags,
      BiConsumer<Object, TierEntry> onExpired) {
    this.map = store.open();
    this.form = form;
    this.staleMillis = times.staleMillis();
    this.clock = times.clock();
    this.stamps = times.stamps();
    this.tags = tags;
    this.onExpired = onExpired;
  }

  /** Tells a listener whenever an entry is evicted for room. */
  public void onEviction(Runnable listener) {
    map.onEviction(listener);
  }

  @Override
  public TierEntry find(Object key) {
    NearEntry found = map.find(key);
    TierEntry live = found == null ? null : live(found);
    return live == null ? TierEntry.ABSENT : live;
  }

  @Override
  public TierEntry findNear(Object key) {
    return find(key);
  }

  @Override
  public Map<Object, TierEntry> findAll(Collection<Object> keys) {
    Map<Object, TierEntry> found = new HashMap<>();
    for (Object key : keys) {
      TierEntry entry = find(key);
      if (entry.present()) {
        found.put(key, entry);
      }
    }
    return found;
  }

  @Override
  public TierEntry findAndTouch(Object key, long ttl) {
    TierEntry seen = find(key);
    if (seen.present()) {
      touch(key, seen, ttl);
    }
    return seen;
  }

  @Override
  public void touch(Object key, TierEntry seen, long ttl) {
    long now = clock.millis();
    AtomicReference<@Nullable TierEntry> expired = new AtomicReference<>();
    map.compute(
        key,
        (place, current) -> {
          if (current == null
              || current.generation() != generation.get()
              || current.stamp() != seen.stamp()
              || current.expiredAt(now)
              || !tags.stand(current)) {
            return current;
          }
          if (ttl == Ttl.ZERO) {
            expired.set(current);
            return null;
          }
          return NearEntry.of(
              place,
              TierEntry.of(seen.value(), seen.stamp(), Ttl.deadline(ttl, now), TierLevel.L1)
                  .tagged(current.tags()),
              current.generation());
        });
    TierEntry gone = expired.get();
    if (gone != null) {
      onExpired.accept(key, gone);
    }
  }

  /** Grants every lease: that a key is loaded once at a time is for the guard of this process. */
  @Override
  public Map<Object, LoadLease> lease(Collection<Object> keys, boolean takeOver) {
    Map<Object, LoadLease> answers = new HashMap<>();
    for (Object key : keys) {
      Lease lease = new Lease(stamps.next(), generation.get());
      leases.put(key, lease);
      LoadLease answer = answer(find(key), lease, takeOver);
      if (!answer.granted()) {
        leases.remove(key, lease);
      }
      answers.put(key, answer);
    }
    return answers;
  }

  private static LoadLease answer(TierEntry found, Lease lease, boolean takeOver) {
    if (found.present()) {
      return LoadLease.found(found);
    }
    return found.knownAbsent() && !takeOver ? LoadLease.ABSENT : LoadLease.granted(lease.stamp());
  }

  @Override
  public EntryTags openTags(Collection<String> wanted, long life) {
    return tags.open(wanted);
  }

  @Override
  public WriteResult write(Object key, EntryWrite write) {
    return write.condition() == Condition.EQUAL ? writeIfEqual(key, write) : change(key, write);
  }

  @Override
  public Map<Object, WriteResult> writeAll(Map<Object, EntryWrite> writes) {
    Map<Object, WriteResult> results = new HashMap<>();
    writes.forEach((key, write) -> results.put(key, write(key, write)));
    return results;
  }

  @Override
  public DropCount clear() {
    long old = generation.getAndIncrement();
    return count(entry -> entry.generation() == old && tags.stand(entry));
  }

  @Override
  public DropCount forget() {
    return clear();
  }

  /**
   * Returns the count of the entries with a tag that was just invalidated.
   *
   * @param before up to which mark the tag had to be known to stand until then
   */
  public DropCount tagged(String key, long before) {
    return count(
        entry -> LocalTags.stood(entry, key, before) && entry.generation() == generation.get());
  }

  private DropCount count(Predicate<NearEntry> counted) {
    return () -> CompletableFuture.completedFuture(map.count(clock.millis(), counted));
  }

  @Override
  public Iterator<Map.Entry<Object, TierEntry>> iterator() {
    return new NearIterator(
        map.iterator(),
        held -> {
          TierEntry entry = live(held);
          return entry == null || !entry.present() ? null : entry;
        });
  }

  @Override
  public void close() {
    tags.leave(this);
    map.close();
  }

  private @Nullable TierEntry live(NearEntry found) {
    if (found.generation() != generation.get() || !tags.stand(found)) {
      map.remove(found);
      return null;
    }
    if (found.expiresAtMillis() == TierEntry.NEVER) {
      return found; // the clock is not asked in vain
    }
    long now = clock.millis();
    if (!found.expiredAt(now)) {
      return found;
    }
    if (stays(found, now)) {
      return found.asStale();
    }
    if (map.remove(found) && found.present()) {
      onExpired.accept(found.place().key(), found);
    }
    return null;
  }

  /**
   * Compares outside the map's step, since equals is the application's code; repeats on a change.
   */
  private WriteResult writeIfEqual(Object key, EntryWrite write) {
    StoredValue expected = Objects.requireNonNull(write.expectedValue());
    while (true) {
      TierEntry seen = find(key);
      if (!seen.present()) {
        return WriteResult.of(Outcome.REFUSED);
      }
      if (!form.same(seen.value(), expected)) {
        return WriteResult.of(Outcome.REFUSED, seen);
      }
      WriteResult result = change(key, write.ifStamp(seen.stamp()));
      if (result.outcome() != Outcome.REFUSED) {
        return result;
      }
    }
  }

  private WriteResult change(Object key, EntryWrite write) {
    AtomicReference<@Nullable WriteResult> result = new AtomicReference<>();
    AtomicReference<@Nullable TierEntry> expired = new AtomicReference<>();
    long now = clock.millis();
    map.compute(
        key,
        (place, held) -> {
          Step step =
              new Step(
                  place, generation.get(), now, held == null || tags.stand(held) ? held : null);
          NearEntry next = decide(step, write, result);
          TierEntry past = step.past() ? step.entry() : null;
          if (past != null && (next == null || next.stamp() != past.stamp())) {
            expired.set(past);
          }
          return next;
        });
    TierEntry gone = expired.get();
    if (gone != null) {
      onExpired.accept(key, gone);
    }
    return Objects.requireNonNull(result.get());
  }

  /** A load that was announced, and the generation of the cache then. */
  private record Lease(long stamp, long generation) {}

  /** One step of the map: a clear that comes later makes void what it puts in. */
  private record Step(NearKey place, long generation, long now, @Nullable NearEntry held) {
    /** Returns the entry that is there, live or past its end, or null. */
    @Nullable TierEntry entry() {
      return held != null && held.generation() == generation && held.present() ? held : null;
    }

    /** Returns the live entry, or null. */
    @Nullable TierEntry live() {
      return past() ? null : entry();
    }

    boolean past() {
      TierEntry entry = entry();
      return entry != null && entry.expiredAt(now);
    }
  }

  private @Nullable NearEntry decide(
      Step step, EntryWrite write, AtomicReference<@Nullable WriteResult> result) {
    TierEntry before = step.live();
    if (!holds(write, before, step)) {
      result.set(WriteResult.of(Outcome.REFUSED, before));
      return kept(step);
    }
    if (!leases.isEmpty()) {
      leases.remove(step.place().key());
    }
    TierEntry previous = write.wantPrevious() ? before : null;
    StoredValue value = write.value();
    if (write.remembersAbsence()) {
      result.set(WriteResult.of(Outcome.REMEMBERED_ABSENT));
      long until = Ttl.deadline(write.createTtl(), step.now());
      TierEntry absence = TierEntry.absentUntil(until).tagged(write.tags());
      return NearEntry.of(step.place(), absence, step.generation());
    }
    if (value == null) {
      result.set(WriteResult.of(before == null ? Outcome.ABSENT : Outcome.REMOVED, previous));
      return null;
    }
    long ttl = before == null ? write.createTtl() : write.updateTtl();
    if (ttl == Ttl.ZERO) {
      result.set(WriteResult.of(before == null ? Outcome.NOT_STORED : Outcome.EXPIRED, previous));
      return null;
    }
    result.set(WriteResult.of(before == null ? Outcome.CREATED : Outcome.UPDATED, previous));
    long deadline =
        before != null && ttl == Ttl.KEEP
            ? before.expiresAtMillis()
            : Ttl.deadline(ttl, step.now());
    return NearEntry.of(
        step.place(),
        TierEntry.of(value, stamps.next(), deadline, TierLevel.L1).tagged(write.tags()),
        step.generation());
  }

  /** Returns what a refused write leaves. */
  private @Nullable NearEntry kept(Step step) {
    NearEntry held = step.held();
    if (held == null || held.generation() != step.generation()) {
      return null;
    }
    return isGone(held, step.now()) ? null : held;
  }

  private boolean isGone(TierEntry entry, long now) {
    return entry.expiredAt(now) && !stays(entry, now);
  }

  /** Tells whether an entry past its end is still here for those who can do with it. */
  private boolean stays(TierEntry entry, long now) {
    return entry.present() && now - entry.expiresAtMillis() < staleMillis;
  }

  private boolean holds(EntryWrite write, @Nullable TierEntry before, Step step) {
    return switch (write.condition()) {
      case ANY -> true;
      case ABSENT -> before == null;
      case PRESENT -> before != null;
      case STAMP -> before != null && before.stamp() == write.expected();
      case SEEN -> isSeen(step, write.expected());
      case LEASED -> before == null && endLease(step, write.expected());
      case EQUAL -> throw new AssertionError("compared before");
    };
  }

  private boolean isSeen(Step step, long stamp) {
    TierEntry entry = step.entry();
    return entry != null && entry.stamp() == stamp && !isGone(entry, step.now());
  }

  /** Tells whether a lease held until now, which is its end. */
  private boolean endLease(Step step, long stamp) {
    Object key = step.place().key();
    Lease held = leases.get(key);
    return held != null
        && held.stamp() == stamp
        && leases.remove(key, held)
        && held.generation() == step.generation();
  }
}
