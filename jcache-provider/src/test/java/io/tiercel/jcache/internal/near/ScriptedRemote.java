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
import io.tiercel.jcache.internal.tier.TierFailure;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.internal.tier.ValueForm;
import io.tiercel.jcache.internal.tier.WriteResult;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import io.tiercel.jcache.spi.TierLevel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A remote tier in which the test writes as other nodes do, and decides what happens between its
 * deed and its answer. It knows the conditions that the tests need.
 */
final class ScriptedRemote implements Tier {
  private final Map<Object, TierEntry> entries = new HashMap<>();
  private final ValueForm form;
  private final TierClock clock;
  private final StampSource stamps;
  private Runnable meanwhile = () -> {};
  private boolean failing;
  private final List<Long> touches = new ArrayList<>();
  private int reads;

  ScriptedRemote(ValueForm form, TierClock clock, StampSource stamps) {
    this.form = form;
    this.clock = clock;
    this.stamps = stamps;
  }

  /** Runs once, after the next operation was done and before it answers. */
  void meanwhile(Runnable action) {
    meanwhile = action;
  }

  /** Fails every operation from now on, without effect. */
  void fail() {
    failing = true;
  }

  void heal() {
    failing = false;
  }

  /** Returns how many operations read. */
  int reads() {
    return reads;
  }

  /** Returns the lives that accesses gave since the last call, in order. */
  List<Long> takeTouches() {
    List<Long> taken = List.copyOf(touches);
    touches.clear();
    return taken;
  }

  /** Stores a value, as another node does. */
  TierEntry put(Object key, Object value) {
    TierEntry entry = TierEntry.of(form.store(value), stamps.next(), TierEntry.NEVER, TierLevel.L2);
    entries.put(key, entry);
    return entry;
  }

  void set(Object key, TierEntry entry) {
    entries.put(key, entry);
  }

  void remove(Object key) {
    entries.remove(key);
  }

  @Override
  public TierEntry find(Object key) {
    reads++;
    return answer(live(key));
  }

  @Override
  public Map<Object, TierEntry> findAll(Collection<Object> keys) {
    reads++;
    Map<Object, TierEntry> found = new HashMap<>();
    for (Object key : keys) {
      if (live(key).present()) {
        found.put(key, live(key));
      }
    }
    return answer(found);
  }

  @Override
  public TierEntry findAndTouch(Object key, long ttl) {
    reads++;
    touches.add(ttl);
    return answer(live(key));
  }

  @Override
  public void touch(Object key, TierEntry seen, long ttl) {
    check();
    touches.add(ttl);
    answer(seen);
  }

  @Override
  public Map<Object, LoadLease> lease(Collection<Object> keys, boolean takeOver) {
    Map<Object, LoadLease> answers = new HashMap<>();
    for (Object key : keys) {
      TierEntry entry = live(key);
      answers.put(key, entry.present() ? LoadLease.found(entry) : LoadLease.granted(stamps.next()));
    }
    return answer(answers);
  }

  @Override
  public EntryTags openTags(Collection<String> tags, long life) {
    return answer(new EntryTags(List.copyOf(tags), 0, EntryTags.EVER));
  }

  @Override
  public WriteResult write(Object key, EntryWrite write) {
    check();
    return answer(change(key, write));
  }

  @Override
  public Map<Object, WriteResult> writeAll(Map<Object, EntryWrite> writes) {
    check();
    Map<Object, WriteResult> results = new HashMap<>();
    writes.forEach((key, write) -> results.put(key, change(key, write)));
    return answer(results);
  }

  @Override
  public DropCount clear() {
    check();
    entries.clear();
    return DropCount.NONE;
  }

  @Override
  public DropCount forget() {
    return DropCount.NONE;
  }

  @Override
  public Iterator<Map.Entry<Object, TierEntry>> iterator() {
    return Map.copyOf(entries).entrySet().iterator();
  }

  @Override
  public void close() {}

  private WriteResult change(Object key, EntryWrite write) {
    boolean present = live(key).present();
    if (write.condition() == Condition.ABSENT && present) {
      return WriteResult.of(Outcome.REFUSED, live(key));
    }
    StoredValue value = write.value();
    if (value == null) {
      entries.remove(key);
      return WriteResult.of(present ? Outcome.REMOVED : Outcome.ABSENT);
    }
    long deadline = Ttl.deadline(write.createTtl(), clock.millis());
    TierEntry entry =
        TierEntry.of(value, stamps.next(), deadline, TierLevel.L2).tagged(write.tags());
    entries.put(key, entry);
    return new WriteResult(present ? Outcome.UPDATED : Outcome.CREATED, null, entry);
  }

  /** Returns an entry as a tier that decoded it for this caller does. */
  private TierEntry live(Object key) {
    TierEntry entry = entries.get(key);
    if (entry == null || entry.expiredAt(clock.millis())) {
      return TierEntry.ABSENT;
    }
    StoredValue own = new StoredValue(form.reveal(entry), entry.value().encoded());
    return TierEntry.of(own, entry.stamp(), entry.expiresAtMillis(), TierLevel.L2)
        .tagged(entry.tags());
  }

  private void check() {
    if (failing) {
      throw new TierFailure("scripted", "go on", new IllegalStateException("scripted"));
    }
  }

  private <T> T answer(T result) {
    check();
    Runnable action = meanwhile;
    meanwhile = () -> {};
    action.run();
    return result;
  }
}
