/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.monitor;

import io.tiercel.jcache.internal.codec.EncodedValue;
import io.tiercel.jcache.internal.tier.DropCount;
import io.tiercel.jcache.internal.tier.EntryLock;
import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.LoadLease;
import io.tiercel.jcache.internal.tier.StoredValue;
import io.tiercel.jcache.internal.tier.Tier;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.TierFailure;
import io.tiercel.jcache.internal.tier.WriteResult;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import io.tiercel.monitoring.Measure;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is stored in a tier and removed from it; of a remote tier also takes the time of each
 * trip, and counts those that fail. Reads are counted where the application makes them. Safe for
 * many threads.
 */
public final class MeteredTier implements Tier {
  private final Tier delegate;
  private final CacheMeter meter;
  private final boolean remote;

  private MeteredTier(Tier delegate, CacheMeter meter, boolean remote) {
    this.delegate = delegate;
    this.meter = meter;
    this.remote = remote;
  }

  /** Returns the tier of a cache that lives in this process alone, with a meter if it is on. */
  public static Tier local(Tier delegate, CacheMeter meter) {
    return meter.on() ? new MeteredTier(delegate, meter, false) : delegate;
  }

  /** Returns a remote tier with a meter if it is on. */
  public static Tier remote(Tier delegate, CacheMeter meter) {
    return meter.on() ? new MeteredTier(delegate, meter, true) : delegate;
  }

  @Override
  public TierEntry find(Object key) {
    return remote ? trip(Timed.L2, () -> delegate.find(key)) : delegate.find(key);
  }

  @Override
  public TierEntry find(Object key, Collection<String> tags) {
    return remote ? trip(Timed.L2, () -> delegate.find(key, tags)) : delegate.find(key, tags);
  }

  @Override
  public TierEntry findNear(Object key) {
    return delegate.findNear(key);
  }

  @Override
  public TierEntry findToDecide(Object key) {
    return trip(Timed.L2, () -> delegate.findToDecide(key));
  }

  @Override
  public Map<Object, TierEntry> findAll(Collection<Object> keys) {
    return trip(Timed.L2, () -> delegate.findAll(keys));
  }

  @Override
  public Map<Object, TierEntry> findDegraded(Collection<Object> keys) {
    return delegate.findDegraded(keys);
  }

  @Override
  public TierEntry findAndTouch(Object key, long ttl) {
    return trip(Timed.L2, () -> delegate.findAndTouch(key, ttl));
  }

  @Override
  public void touch(Object key, TierEntry seen, long ttl) {
    watch(
        () -> {
          delegate.touch(key, seen, ttl);
          return true;
        });
  }

  @Override
  public Map<Object, LoadLease> lease(Collection<Object> keys, boolean takeOver) {
    return watch(() -> delegate.lease(keys, takeOver));
  }

  @Override
  public LoadLease findOrLease(Object key) {
    return remote ? trip(Timed.L2, () -> delegate.findOrLease(key)) : delegate.findOrLease(key);
  }

  @Override
  public boolean refresh(Object key, TierEntry seen) {
    return watch(() -> delegate.refresh(key, seen));
  }

  @Override
  public EntryLock lock(Object key) {
    return watch(() -> delegate.lock(key));
  }

  @Override
  public EntryTags openTags(Collection<String> tags, long life) {
    return watch(() -> delegate.openTags(tags, life));
  }

  @Override
  public WriteResult write(Object key, EntryWrite write) {
    WriteResult result = trip(Timed.L2_WRITES, () -> delegate.write(key, write));
    count(write, result);
    return result;
  }

  @Override
  public Map<Object, WriteResult> writeAll(Map<Object, EntryWrite> writes) {
    Map<Object, WriteResult> results = trip(Timed.L2_WRITES, () -> delegate.writeAll(writes));
    results.forEach((key, result) -> count(writes.get(key), result));
    return results;
  }

  @Override
  public DropCount clear() {
    return watch(delegate::clear);
  }

  @Override
  public DropCount forget() {
    return delegate.forget();
  }

  @Override
  public Iterator<Map.Entry<Object, TierEntry>> iterator() {
    return watch(delegate::iterator);
  }

  @Override
  public void close() {
    delegate.close();
  }

  private <T> T trip(Timed timed, Supplier<T> work) {
    if (!remote) {
      return work.get();
    }
    long start = meter.start();
    T answer = watch(work);
    meter.remoteTrip(timed, start);
    return answer;
  }

  private <T> T watch(Supplier<T> work) {
    try {
      return work.get();
    } catch (TierFailure e) {
      meter.add(Measure.L2_FAILURES, 1);
      throw e;
    }
  }

  private void count(@Nullable EntryWrite write, WriteResult result) {
    StoredValue value = write == null ? null : write.value();
    if (result.stored() && value != null) {
      meter.add(Measure.PUTS, 1);
      EncodedValue encoded = value.encoded();
      meter.add(Measure.BYTES, encoded == null || !remote ? 0 : encoded.payload().length);
    } else if (result.outcome() == Outcome.REMOVED) {
      meter.add(Measure.REMOVALS, 1);
    }
  }
}
