/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import io.tiercel.jcache.internal.tier.DropCount;
import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.EntryWrite.Condition;
import io.tiercel.jcache.internal.tier.LoadLease;
import io.tiercel.jcache.internal.tier.StampSource;
import io.tiercel.jcache.internal.tier.StoredValue;
import io.tiercel.jcache.internal.tier.TagMarks;
import io.tiercel.jcache.internal.tier.TagScope;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
  private final NearStore store;
  private final int cache;
  private final ValueForm form;
  private final TierClock clock;
  private final StampSource stamps;
  private final TagScope scope;
  private final TagMarks marks;
  private final Set<LocalTier> open;
  private final AtomicLong generation = new AtomicLong();
  private final ConcurrentMap<Object, Lease> leases = new ConcurrentHashMap<>();
  private final BiConsumer<Object, TierEntry> onExpired;

  /**
   * Opens the tier of one cache.
   *
   * @param onExpired told, once each, of the entries found past their deadline
   */
  public LocalTier(
      NearStore store,
      ValueForm form,
      TierClock clock,
      Marks marks,
      BiConsumer<Object, TierEntry> onExpired) {
    this.store = store;
    this.cache = store.open();
    this.form = form;
    this.clock = clock;
    this.stamps = marks.writes();
    this.scope = marks.scope();
    this.marks = marks.tags();
    this.open = marks.open();
    this.onExpired = onExpired;
  }

  /**
   * What marks writes, and tags.
   *
   * @param writes the marks of writes
   * @param scope names the tags of the cache
   * @param tags which of them were invalidated
   * @param open the open caches that have them, which it leaves when it is closed
   */
  public record Marks(StampSource writes, TagScope scope, TagMarks tags, Set<LocalTier> open) {}

  /** Tells a listener whenever an entry is evicted for room. */
  public void onEviction(Runnable listener) {
    store.onEviction(cache, listener);
  }

  @Override
  public TierEntry find(Object key) {
    NearKey nearKey = new NearKey(cache, key);
    NearEntry found = store.find(nearKey);
    TierEntry live = found == null ? null : live(nearKey, found);
    return live == null ? TierEntry.ABSENT : live;
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
    store.compute(
        new NearKey(cache, key),
        (nearKey, current) -> {
          if (current == null
              || current.generation() != generation.get()
              || current.entry().stamp() != seen.stamp()
              || current.entry().expiredAt(now)
              || !stands(current.entry())) {
            return current;
          }
          if (ttl == Ttl.ZERO) {
            expired.set(current.entry());
            return null;
          }
          return nearEntry(
              nearKey,
              TierEntry.of(seen.value(), seen.stamp(), Ttl.deadline(ttl, now), TierLevel.L1)
                  .tagged(current.entry().tags()),
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
      TierEntry found = find(key);
      if (found.present()) {
        leases.remove(key, lease);
      }
      answers.put(key, found.present() ? LoadLease.found(found) : LoadLease.granted(lease.stamp()));
    }
    return answers;
  }

  @Override
  public EntryTags openTags(Collection<String> tags, long life) {
    return new EntryTags(scope.keys(tags), 0, marks.now());
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
    return () -> count(entry -> entry.generation() == old && stands(entry.entry()));
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
    return () ->
        count(
            entry -> {
              EntryTags tags = entry.entry().tags();
              return tags != null
                  && tags.keys().contains(key)
                  && tags.seen() >= before
                  && entry.generation() == generation.get();
            });
  }

  private CompletionStage<Long> count(Predicate<NearEntry> counted) {
    long count = 0;
    long now = clock.millis();
    for (Iterator<Map.Entry<NearKey, NearEntry>> all = store.iterator(); all.hasNext(); ) {
      Map.Entry<NearKey, NearEntry> entry = all.next();
      boolean live = entry.getKey().cache() == cache && !entry.getValue().expiredAt(now);
      count += live && counted.test(entry.getValue()) ? 1 : 0;
    }
    return CompletableFuture.completedFuture(count);
  }

  @Override
  public Iterator<Map.Entry<Object, TierEntry>> iterator() {
    return new NearIterator(store.iterator(), cache, this::live);
  }

  @Override
  public void close() {
    open.remove(this);
    store.close(cache);
  }

  private @Nullable TierEntry live(NearKey key, NearEntry found) {
    if (found.generation() != generation.get() || !stands(found.entry())) {
      store.remove(key, found);
      return null;
    }
    TierEntry entry = found.entry();
    if (entry.expiresAtMillis() == TierEntry.NEVER || !entry.expiredAt(clock.millis())) {
      return entry; // the clock is not asked in vain
    }
    if (store.remove(key, found)) {
      onExpired.accept(key.key(), found.entry());
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
    store.compute(
        new NearKey(cache, key),
        (nearKey, held) -> {
          long currentGeneration = generation.get();
          NearEntry current = held;
          if (held != null && (held.generation() != currentGeneration || !stands(held.entry()))) {
            current = null;
          } else if (held != null && held.entry().expiredAt(now)) {
            expired.set(held.entry());
            current = null;
          }
          return decide(new Step(nearKey, currentGeneration, now), current, write, result);
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
  private record Step(NearKey key, long generation, long now) {}

  private @Nullable NearEntry decide(
      Step step,
      @Nullable NearEntry current,
      EntryWrite write,
      AtomicReference<@Nullable WriteResult> result) {
    TierEntry before = current == null ? null : current.entry();
    if (!holds(write, before, step)) {
      result.set(WriteResult.of(Outcome.REFUSED, before));
      return current;
    }
    if (!leases.isEmpty()) {
      leases.remove(step.key().key());
    }
    TierEntry previous = write.wantPrevious() ? before : null;
    StoredValue value = write.value();
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
    return nearEntry(
        step.key(),
        TierEntry.of(value, stamps.next(), deadline, TierLevel.L1).tagged(write.tags()),
        step.generation());
  }

  private boolean holds(EntryWrite write, @Nullable TierEntry before, Step step) {
    return switch (write.condition()) {
      case ANY -> true;
      case ABSENT -> before == null;
      case PRESENT -> before != null;
      case STAMP -> before != null && before.stamp() == write.expected();
      case LEASED -> before == null && endLease(step, write.expected());
      case EQUAL -> throw new AssertionError("compared before");
    };
  }

  /** Tells whether a lease held until now, which is its end. */
  private boolean endLease(Step step, long stamp) {
    Object key = step.key().key();
    Lease held = leases.get(key);
    return held != null
        && held.stamp() == stamp
        && leases.remove(key, held)
        && held.generation() == step.generation();
  }

  private boolean stands(TierEntry entry) {
    EntryTags tags = entry.tags();
    return tags == null || marks.stand(tags);
  }

  private static NearEntry nearEntry(NearKey key, TierEntry entry, long entryGeneration) {
    EntryTags tags = entry.tags();
    int weight = ValueForm.weight(key.key(), entry.value());
    return new NearEntry(
        entry, entryGeneration, tags == null ? weight : weight + tags.weight(), null);
  }
}
