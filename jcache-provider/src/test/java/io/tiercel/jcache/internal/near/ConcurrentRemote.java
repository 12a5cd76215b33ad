/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import io.tiercel.jcache.internal.tier.DropCount;
import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.LoadLease;
import io.tiercel.jcache.internal.tier.StampSource;
import io.tiercel.jcache.internal.tier.Tier;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.TierFixture;
import io.tiercel.jcache.internal.tier.ValueForm;
import io.tiercel.jcache.internal.tier.WriteResult;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import io.tiercel.jcache.spi.TierLevel;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/** A remote tier of one key, whose answers take their time. Safe for many threads. */
final class ConcurrentRemote implements Tier {
  private static final int LONGEST_WAY = 2_000;

  private final StampSource stamps = TierFixture.stamps();
  private final ValueForm form;
  private volatile TierEntry entry = TierEntry.ABSENT;

  ConcurrentRemote(ValueForm form) {
    this.form = form;
  }

  /** Stores a value, as another node does. */
  TierEntry put(Object value) {
    TierEntry written =
        TierEntry.of(form.store(value), stamps.next(), TierEntry.NEVER, TierLevel.L2);
    entry = written;
    return onItsWay(written);
  }

  @Override
  public TierEntry find(Object key) {
    return onItsWay(entry);
  }

  @Override
  public WriteResult write(Object key, EntryWrite write) {
    TierEntry written =
        TierEntry.of(
            Objects.requireNonNull(write.value()), stamps.next(), TierEntry.NEVER, TierLevel.L2);
    entry = written;
    return onItsWay(new WriteResult(Outcome.UPDATED, null, written));
  }

  @Override
  public DropCount clear() {
    entry = TierEntry.ABSENT;
    onItsWay(entry);
    return DropCount.NONE;
  }

  /** Takes some time, or until others have run: else threads of so few processors hardly meet. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it, it only makes meetings likelier
  private static <T> T onItsWay(T answer) {
    int way = ThreadLocalRandom.current().nextInt(LONGEST_WAY);
    if (way % 2 == 0) {
      Thread.yield();
    }
    for (int i = way; i > 0; i--) {
      Thread.onSpinWait();
    }
    return answer;
  }

  @Override
  public Map<Object, TierEntry> findAll(Collection<Object> keys) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TierEntry findAndTouch(Object key, long ttl) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void touch(Object key, TierEntry seen, long ttl) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<Object, LoadLease> lease(Collection<Object> keys, boolean takeOver) {
    throw new UnsupportedOperationException();
  }

  @Override
  public EntryTags openTags(Collection<String> tags, long life) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<Object, WriteResult> writeAll(Map<Object, EntryWrite> writes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DropCount forget() {
    return DropCount.NONE;
  }

  @Override
  public Iterator<Map.Entry<Object, TierEntry>> iterator() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
