/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import io.tiercel.jcache.config.AtomicFailurePolicy;
import io.tiercel.jcache.config.FailurePolicy;
import io.tiercel.jcache.config.OutageSettings;
import io.tiercel.jcache.internal.tier.EntryWrite.Condition;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/**
 * What a cache does while its remote tier cannot be asked: operations that decide nothing go on as
 * if the cache were empty, those that decide fail, as the settings say. Safe for many threads.
 */
public final class DegradingTier implements Tier {
  private final Tier delegate;
  private final String cacheName;
  private final OutageSettings settings;
  private final boolean guessed;

  /**
   * Wraps a tier.
   *
   * @param writtenThrough whether a writer has stored what the tier then fails to store
   */
  public DegradingTier(
      Tier delegate, String cacheName, OutageSettings settings, boolean writtenThrough) {
    this.delegate = delegate;
    this.cacheName = cacheName;
    this.settings = settings;
    this.guessed = writtenThrough || settings.onOutageAtomic() == AtomicFailurePolicy.LOCAL;
  }

  @Override
  public TierEntry find(Object key) {
    return degrade(() -> delegate.find(key), () -> degraded(key));
  }

  @Override
  public TierEntry find(Object key, Collection<String> tags) {
    return degrade(() -> delegate.find(key, tags), () -> degraded(key));
  }

  @Override
  public TierEntry findNear(Object key) {
    return delegate.findNear(key);
  }

  @Override
  public TierEntry findToDecide(Object key) {
    try {
      return delegate.find(key);
    } catch (TierFailure e) {
      checkDecision(e);
      return degraded(key);
    }
  }

  @Override
  public Map<Object, TierEntry> findAll(Collection<Object> keys) {
    return degrade(() -> delegate.findAll(keys), () -> delegate.findDegraded(keys));
  }

  @Override
  public TierEntry findAndTouch(Object key, long ttl) {
    return degrade(() -> delegate.findAndTouch(key, ttl), () -> degraded(key));
  }

  @Override
  public void touch(Object key, TierEntry seen, long ttl) {
    degrade(
        () -> {
          delegate.touch(key, seen, ttl);
          return true;
        },
        () -> false);
  }

  @Override
  public Map<Object, LoadLease> lease(Collection<Object> keys, boolean takeOver) {
    return degrade(
        () -> delegate.lease(keys, takeOver), () -> LoadLease.forAll(keys, LoadLease.NONE));
  }

  @Override
  public LoadLease findOrLease(Object key) {
    return degrade(
        () -> delegate.findOrLease(key),
        () -> {
          TierEntry held = degraded(key);
          return held.present() ? LoadLease.found(held) : LoadLease.NONE;
        });
  }

  @Override
  public boolean refresh(Object key, TierEntry seen) {
    return degrade(() -> delegate.refresh(key, seen), () -> false);
  }

  @Override
  public EntryLock lock(Object key) {
    try {
      return delegate.lock(key);
    } catch (TierFailure e) {
      checkDecision(e);
      return EntryLock.NONE;
    }
  }

  @Override
  public EntryTags openTags(Collection<String> tags, long life) {
    return degrade(() -> delegate.openTags(tags, life), () -> EntryTags.unknown(tags));
  }

  @Override
  public WriteResult write(Object key, EntryWrite write) {
    try {
      return delegate.write(key, guessed ? write.guessed() : write);
    } catch (TierFailure e) {
      return undecided(write, e);
    }
  }

  @Override
  public Map<Object, WriteResult> writeAll(Map<Object, EntryWrite> writes) {
    Map<Object, EntryWrite> asked = new LinkedHashMap<>(writes);
    if (guessed) {
      asked.replaceAll((key, write) -> write.guessed());
    }
    try {
      return delegate.writeAll(asked);
    } catch (TierFailure e) {
      Map<Object, WriteResult> results = new HashMap<>();
      writes.forEach((key, write) -> results.put(key, undecided(write, e)));
      return results;
    }
  }

  @Override
  public DropCount clear() {
    try {
      return delegate.clear();
    } catch (TierFailure e) {
      check(settings, cacheName, e);
      return DropCount.unknown(cacheName, e);
    }
  }

  @Override
  public DropCount forget() {
    return delegate.forget();
  }

  @Override
  public Iterator<Map.Entry<Object, TierEntry>> iterator() {
    return new DegradingIterator(degrade(delegate::iterator, Collections::emptyIterator));
  }

  @Override
  public void close() {
    delegate.close();
  }

  /**
   * Does nothing where an outage is to be lived through.
   *
   * @throws io.tiercel.jcache.spi.TierUnavailableException where it is not
   */
  public static void check(OutageSettings settings, String subject, TierFailure failure) {
    if (settings.onOutage() == FailurePolicy.FAIL) {
      throw Messages.unavailable(subject, failure);
    }
  }

  private TierEntry degraded(Object key) {
    return delegate.findDegraded(List.of(key)).getOrDefault(key, TierEntry.ABSENT);
  }

  private <T> T degrade(Supplier<T> operation, Supplier<T> otherwise) {
    try {
      return operation.get();
    } catch (TierFailure e) {
      check(settings, cacheName, e);
      return otherwise.get();
    }
  }

  private WriteResult undecided(EntryWrite write, TierFailure failure) {
    if (!write.decides()) {
      return degrade(
          () -> {
            throw failure;
          },
          () -> WriteResult.of(Outcome.UNKNOWN));
    }
    checkDecision(failure);
    return write.condition() == Condition.STAMP || write.condition() == Condition.LEASED
        ? WriteResult.of(Outcome.UNKNOWN)
        : new OffTier().write(cacheName, write);
  }

  private void checkDecision(TierFailure failure) {
    if (settings.onOutageAtomic() == AtomicFailurePolicy.FAIL) {
      throw Messages.undecided(cacheName, failure);
    }
  }

  /** An iteration that ends where the tier can no longer be asked. */
  private final class DegradingIterator implements Iterator<Map.Entry<Object, TierEntry>> {
    private Iterator<Map.Entry<Object, TierEntry>> entries;

    DegradingIterator(Iterator<Map.Entry<Object, TierEntry>> entries) {
      this.entries = entries;
    }

    @Override
    public boolean hasNext() {
      return degrade(
          () -> entries.hasNext(),
          () -> {
            entries = Collections.emptyIterator();
            return false;
          });
    }

    @Override
    public Map.Entry<Object, TierEntry> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no further entry");
      }
      return entries.next();
    }
  }
}
