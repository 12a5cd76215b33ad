/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.WriteResult;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import javax.cache.Cache;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * The operations of one cache that write one entry. The source is written first; if that fails,
 * nothing else is changed. Safe for many threads.
 */
public final class EntryWrites<K, V> {
  private final Cache<K, V> cache;
  private final CacheParts<K, V> parts;
  private final EntryChanges<K, V> changes;
  private final EntryReads<K, V> reads;

  /** Creates the operations of a cache. */
  public EntryWrites(Cache<K, V> cache, CacheParts<K, V> parts, EntryReads<K, V> reads) {
    this.cache = cache;
    this.parts = parts;
    this.changes = new EntryChanges<>(parts);
    this.reads = reads;
  }

  /** Stores a value. */
  public void put(K key, V value) {
    long start = parts.statistics().start();
    parts.source().writes().write(key, value);
    WriteResult result = changes.apply(stored(key), write(value, parts.events().wantsOldValues()));
    stored(key, value, result, start);
  }

  /** Stores a value and returns the one it replaced, or null. */
  public @Nullable V getAndPut(K key, V value) {
    long start = parts.statistics().start();
    parts.source().writes().write(key, value);
    WriteResult result = changes.apply(stored(key), write(value, true).deciding());
    V previous = parts.previous(result);
    parts.statistics().got(start, previous == null ? 0 : 1, previous == null ? 1 : 0);
    stored(key, value, result, start);
    return previous;
  }

  /** Stores a value where there is none; tells whether it did. */
  public boolean putIfAbsent(K key, V value) {
    long start = parts.statistics().start();
    Object tierKey = stored(key);
    if (parts.source().writes().present() && parts.tier().findToDecide(tierKey).present()) {
      parts.statistics().got(start, 1, 0);
      return false;
    }
    parts.source().writes().write(key, value);
    WriteResult result = changes.apply(tierKey, write(value, false).ifAbsent().deciding());
    boolean absent = result.outcome() != Outcome.REFUSED;
    parts.statistics().got(start, absent ? 0 : 1, absent ? 1 : 0);
    stored(key, value, result, start);
    return result.outcome() == Outcome.CREATED;
  }

  /** Replaces a value where there is one; tells whether it did. */
  public boolean replace(K key, V value) {
    return replaceAny(key, value, parts.events().wantsOldValues()) != null;
  }

  /** Replaces a value where there is one and returns the old one, or null. */
  public @Nullable V getAndReplace(K key, V value) {
    WriteResult result = replaceAny(key, value, true);
    return result == null ? null : parts.previous(result);
  }

  /** Replaces a value where it equals another; tells whether it did. */
  public boolean replace(K key, V oldValue, V newValue) {
    long start = parts.statistics().start();
    Object tierKey = stored(key);
    boolean wantsOld = parts.events().wantsOldValues();
    EntryWrite write = write(newValue, wantsOld).ifEqual(parts.values().store(oldValue)).deciding();
    if (parts.source().writes().present()) {
      if (!isEqual(key, oldValue, start)) {
        return false;
      }
      parts.source().writes().write(key, newValue);
    }
    WriteResult result = changes.apply(tierKey, write);
    return compared(key, result, start, () -> stored(key, newValue, result, start));
  }

  /** Removes an entry; tells whether there was one. */
  public boolean remove(K key) {
    long start = parts.statistics().start();
    parts.source().writes().delete(key);
    WriteResult result =
        changes.apply(lookup(key), EntryWrite.remove(parts.events().hears(EventType.REMOVED)));
    return removed(key, result, start);
  }

  /** Removes an entry where its value equals another; tells whether it did. */
  public boolean remove(K key, V oldValue) {
    long start = parts.statistics().start();
    Object tierKey = lookup(key);
    if (parts.source().writes().present()) {
      if (!isEqual(key, oldValue, start)) {
        return false;
      }
      parts.source().writes().delete(key);
    }
    EntryWrite write =
        EntryWrite.remove(parts.events().hears(EventType.REMOVED))
            .ifEqual(parts.values().store(oldValue))
            .deciding();
    WriteResult result = changes.apply(tierKey, write);
    return compared(key, result, start, () -> removed(key, result, start));
  }

  /** Removes an entry and returns its value, or null. */
  public @Nullable V getAndRemove(K key) {
    long start = parts.statistics().start();
    parts.source().writes().delete(key);
    WriteResult result = changes.apply(lookup(key), EntryWrite.remove(true).deciding());
    V previous = parts.previous(result);
    parts.statistics().got(start, previous == null ? 0 : 1, previous == null ? 1 : 0);
    removed(key, result, start);
    return previous;
  }

  private @Nullable WriteResult replaceAny(K key, V value, boolean wantPrevious) {
    long start = parts.statistics().start();
    Object tierKey = stored(key);
    if (parts.source().writes().present()) {
      if (!parts.tier().findToDecide(tierKey).present()) {
        parts.statistics().got(start, 0, 1);
        return null;
      }
      parts.source().writes().write(key, value);
    }
    WriteResult result = changes.apply(tierKey, write(value, wantPrevious).ifPresent().deciding());
    boolean replaced = result.outcome() != Outcome.REFUSED;
    parts.statistics().got(start, replaced ? 1 : 0, replaced ? 0 : 1);
    stored(key, value, result, start);
    return replaced ? result : null;
  }

  /** Counts a comparison; one that fails on a live entry is an access. */
  private boolean compared(K key, WriteResult result, long start, Runnable onSuccess) {
    if (result.outcome() != Outcome.REFUSED) {
      parts.statistics().got(start, 1, 0);
      onSuccess.run();
      return true;
    }
    TierEntry present = result.entry();
    parts.statistics().got(start, present == null ? 0 : 1, present == null ? 1 : 0);
    if (present != null) {
      reads.accessed(key, lookup(key), present);
    }
    return false;
  }

  /** With a writer, the comparison comes first: the source must not be written for nothing. */
  private boolean isEqual(K key, V expected, long start) {
    Object tierKey = lookup(key);
    TierEntry seen = parts.tier().findToDecide(tierKey);
    boolean equal =
        seen.present() && parts.values().same(seen.value(), parts.values().store(expected));
    if (!equal) {
      parts.statistics().got(start, seen.present() ? 1 : 0, seen.present() ? 0 : 1);
      reads.accessed(key, tierKey, seen);
    }
    return equal;
  }

  private EntryWrite write(V value, boolean wantPrevious) {
    return changes.put(parts.values().store(value), wantPrevious);
  }

  private void stored(K key, V value, WriteResult result, long start) {
    parts.statistics().put(start, counts(result) ? 1 : 0);
    Changes<K, V> events = new Changes<>(cache, parts);
    events.written(key, value, result, parts.previous(result));
    events.tell();
  }

  /** Tells whether JSR-107 counts a write as a put. */
  static boolean counts(WriteResult result) {
    return result.stored()
        || result.outcome() == Outcome.EXPIRED
        || result.outcome() == Outcome.UNKNOWN;
  }

  private boolean removed(K key, WriteResult result, long start) {
    boolean removed = result.outcome() == Outcome.REMOVED;
    if (removed) {
      parts.statistics().removed(start, 1);
      Changes<K, V> events = new Changes<>(cache, parts);
      events.removed(key, parts.previous(result));
      events.tell();
    }
    return removed;
  }

  private Object stored(K key) {
    return parts.keys().stored(key);
  }

  private Object lookup(K key) {
    return parts.keys().lookup(key);
  }
}
