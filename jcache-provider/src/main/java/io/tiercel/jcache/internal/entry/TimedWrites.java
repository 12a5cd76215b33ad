/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.EntryWrite.Condition;
import io.tiercel.jcache.internal.tier.WriteResult;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import javax.cache.Cache;

/**
 * The operations of one cache that write one entry for a time of its own. The source is written
 * first; if that fails, nothing else is changed. Safe for many threads.
 */
public final class TimedWrites<K, V> {
  private final Cache<K, V> cache;
  private final CacheParts<K, V> parts;
  private final EntryChanges<K, V> changes;

  /** Creates the operations of a cache. */
  public TimedWrites(Cache<K, V> cache, CacheParts<K, V> parts) {
    this.cache = cache;
    this.parts = parts;
    this.changes = new EntryChanges<>(parts);
  }

  /** Stores a value. */
  public void put(K key, V value, long ttl) {
    write(key, value, write(value, ttl));
  }

  /** Stores a value where there is none; tells whether it did. */
  public boolean putIfAbsent(K key, V value, long ttl) {
    return write(key, value, write(value, ttl).ifAbsent().deciding());
  }

  /** Replaces a value where there is one; tells whether it did. */
  public boolean replace(K key, V value, long ttl) {
    return write(key, value, write(value, ttl).ifPresent().deciding());
  }

  private EntryWrite write(V value, long ttl) {
    return EntryWrite.put(parts.values().store(value), ttl, ttl, parts.events().wantsOldValues());
  }

  private boolean write(K key, V value, EntryWrite write) {
    long start = parts.statistics().start();
    Object tierKey = parts.keys().stored(key);
    if (parts.source().writes().present() && write.decides()) {
      boolean present = parts.tier().findToDecide(tierKey).present();
      if (present != (write.condition() == Condition.PRESENT)) {
        return false;
      }
    }
    parts.source().writes().write(key, value);
    WriteResult result = changes.applyAsGiven(tierKey, write);
    parts.statistics().put(start, EntryWrites.counts(result) ? 1 : 0);
    Changes<K, V> events = new Changes<>(cache, parts);
    events.written(key, value, result, parts.previous(result));
    events.tell();
    return result.stored() || result.outcome() == Outcome.UNKNOWN;
  }
}
