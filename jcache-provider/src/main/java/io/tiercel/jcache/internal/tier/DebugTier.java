/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import io.tiercel.jcache.internal.tier.EntryWrite.Condition;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes a line for each hit, miss, set and invalidation of one cache while the logger {@value
 * #LOGGER} is at DEBUG; while it is not, a call costs one look at the logger. Never writes a value.
 * Safe for many threads.
 */
public final class DebugTier implements Tier {
  /** The logger's name, for all caches. */
  public static final String LOGGER = "io.tiercel.debug";

  private static final Logger LOG = System.getLogger(LOGGER);

  private final Tier delegate;
  private final Names names;

  /**
   * What the lines call a cache and its keys.
   *
   * @param cache the cache's name, escaped
   * @param version the schema version of its entries
   * @param ids a tier's key as escaped text
   * @param keysShown whether keys may be shown
   */
  public record Names(
      String cache, String version, Function<Object, String> ids, boolean keysShown) {
    private String key(Object tierKey) {
      return cache + ':' + (keysShown ? ids.apply(tierKey) : "****") + ':' + version;
    }
  }

  /** Wraps a tier. */
  public DebugTier(Tier delegate, Names names) {
    this.delegate = delegate;
    this.names = names;
  }

  @Override
  public TierEntry find(Object key) {
    return tell(key, delegate.find(key));
  }

  @Override
  public TierEntry find(Object key, Collection<String> tags) {
    return tell(key, delegate.find(key, tags));
  }

  /** Tells a hit only: who finds nothing here looks on. */
  @Override
  public TierEntry findNear(Object key) {
    TierEntry found = delegate.findNear(key);
    return found.present() ? tell(key, found) : found;
  }

  @Override
  public TierEntry findToDecide(Object key) {
    return tell(key, delegate.findToDecide(key));
  }

  @Override
  public Map<Object, TierEntry> findAll(Collection<Object> keys) {
    Map<Object, TierEntry> found = delegate.findAll(keys);
    if (on()) {
      keys.forEach(key -> tell(key, found.getOrDefault(key, TierEntry.ABSENT)));
    }
    return found;
  }

  @Override
  public Map<Object, TierEntry> findDegraded(Collection<Object> keys) {
    return delegate.findDegraded(keys);
  }

  @Override
  public TierEntry findAndTouch(Object key, long ttl) {
    return tell(key, delegate.findAndTouch(key, ttl));
  }

  @Override
  public void touch(Object key, TierEntry seen, long ttl) {
    delegate.touch(key, seen, ttl);
  }

  @Override
  public Map<Object, LoadLease> lease(Collection<Object> keys, boolean takeOver) {
    return delegate.lease(keys, takeOver);
  }

  @Override
  public LoadLease findOrLease(Object key) {
    LoadLease lease = delegate.findOrLease(key);
    TierEntry found = lease.entry();
    tell(key, found == null ? TierEntry.ABSENT : found);
    return lease;
  }

  @Override
  public boolean refresh(Object key, TierEntry seen) {
    return delegate.refresh(key, seen);
  }

  @Override
  public EntryLock lock(Object key) {
    return delegate.lock(key);
  }

  @Override
  public EntryTags openTags(Collection<String> tags, long life) {
    return delegate.openTags(tags, life);
  }

  @Override
  public WriteResult write(Object key, EntryWrite write) {
    WriteResult result = delegate.write(key, write);
    if (on()) {
      if (invalidates(write)) {
        invalidated(result.outcome() == Outcome.REMOVED ? 1 : 0, names.key(key));
      } else {
        tellSet(key, result);
      }
    }
    return result;
  }

  @Override
  public Map<Object, WriteResult> writeAll(Map<Object, EntryWrite> writes) {
    Map<Object, WriteResult> results = delegate.writeAll(writes);
    if (on()) {
      tellAll(writes, results);
    }
    return results;
  }

  @Override
  public DropCount clear() {
    DropCount dropped = delegate.clear();
    tell(dropped, names.cache());
    return dropped;
  }

  @Override
  public DropCount forget() {
    DropCount dropped = delegate.forget();
    if (on()) {
      LOG.log(Level.DEBUG, "Invalidated what L1 holds for " + names.cache());
    }
    return dropped;
  }

  /** Writes how many keys were invalidated as soon as they are counted, at DEBUG. */
  public static void tell(DropCount dropped, String subject) {
    if (on()) {
      dropped
          .ask()
          .whenComplete(
              (count, failure) -> {
                if (failure == null) {
                  invalidated(count, subject);
                } else {
                  LOG.log(Level.DEBUG, "Invalidated all keys for " + subject);
                }
              });
    }
  }

  @Override
  public Iterator<Map.Entry<Object, TierEntry>> iterator() {
    return delegate.iterator();
  }

  @Override
  public void close() {
    delegate.close();
  }

  /** Tells whether a write removes; the end of a load does not. */
  private static boolean invalidates(EntryWrite write) {
    return write.removes() && write.condition() != Condition.LEASED;
  }

  private static boolean on() {
    return LOG.isLoggable(Level.DEBUG);
  }

  private TierEntry tell(Object key, TierEntry found) {
    if (on()) {
      LOG.log(Level.DEBUG, what(found) + names.key(key));
    }
    return found;
  }

  private static String what(TierEntry found) {
    if (found.present()) {
      return found.level() + " HIT: ";
    }
    return found.stale() ? found.level() + " STALE: " : "MISS: ";
  }

  private void tellAll(Map<Object, EntryWrite> writes, Map<Object, WriteResult> results) {
    boolean removes = false;
    long removed = 0;
    for (Map.Entry<Object, WriteResult> result : results.entrySet()) {
      EntryWrite write = writes.get(result.getKey());
      if (write != null && invalidates(write)) {
        removes = true;
        removed += result.getValue().outcome() == Outcome.REMOVED ? 1 : 0;
      } else {
        tellSet(result.getKey(), result.getValue());
      }
    }
    if (removes) {
      invalidated(removed, names.cache());
    }
  }

  private void tellSet(Object key, WriteResult result) {
    String outcome = result.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    LOG.log(Level.DEBUG, "SET: " + names.key(key) + " (" + outcome + ")");
  }

  private static void invalidated(long count, String subject) {
    LOG.log(
        Level.DEBUG, "Invalidated " + count + (count == 1 ? " key" : " keys") + " for " + subject);
  }
}
