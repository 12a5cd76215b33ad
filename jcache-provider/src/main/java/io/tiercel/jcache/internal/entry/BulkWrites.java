/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import io.tiercel.jcache.internal.tier.DropCount;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.WriteResult;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;
import javax.cache.integration.CacheWriterException;

/**
 * The operations of one cache that write many entries. What the source refused stays as it was, in
 * the tiers too. Safe for many threads.
 */
public final class BulkWrites<K, V> {
  private static final int PAGE = 1000;

  private final Cache<K, V> cache;
  private final CacheParts<K, V> parts;
  private final EntryChanges<K, V> changes;

  /** Creates the operations of a cache. */
  public BulkWrites(Cache<K, V> cache, CacheParts<K, V> parts) {
    this.cache = cache;
    this.parts = parts;
    this.changes = new EntryChanges<>(parts);
  }

  /** Stores some values. */
  public void putAll(Map<? extends K, ? extends V> entries) {
    long start = parts.statistics().start();
    Set<Object> left = new HashSet<>();
    CacheException failure = null;
    try {
      parts.source().writes().writeAll(entries, left);
    } catch (CacheWriterException e) {
      failure = e;
    }
    Map<Object, EntryWrite> puts = new LinkedHashMap<>();
    Map<Object, K> keys = new LinkedHashMap<>();
    boolean wantsOld = parts.events().wantsOldValues();
    entries.forEach(
        (key, value) -> {
          if (!left.contains(key)) {
            Object tierKey = parts.keys().stored(key);
            keys.put(tierKey, key);
            puts.put(tierKey, changes.put(parts.values().store(value), wantsOld));
          }
        });
    if (!puts.isEmpty()) {
      Map<Object, WriteResult> results = changes.applyAll(puts);
      try {
        tellStored(entries, keys, results, start);
      } catch (CacheEntryListenerException e) {
        failure = Failures.first(failure, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Removes some entries. */
  public void removeAll(Set<? extends K> keys) {
    long start = parts.statistics().start();
    Set<Object> left = new HashSet<>();
    CacheException failure = null;
    try {
      parts.source().writes().deleteAll(keys, left);
    } catch (CacheWriterException e) {
      failure = e;
    }
    Map<Object, K> byTierKey = new LinkedHashMap<>();
    for (K key : keys) {
      if (!left.contains(key)) {
        byTierKey.put(parts.keys().lookup(key), key);
      }
    }
    try {
      remove(byTierKey, start);
    } catch (CacheEntryListenerException e) {
      failure = Failures.first(failure, e);
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Removes all entries: at once where nobody counts, listens or writes through; else entry by
   * entry. An entry whose key cannot be read back from its text is counted, but neither told of nor
   * written through. What is no live entry, but stands in the place of one, goes too.
   */
  public void removeAll() {
    boolean seen =
        parts.source().writes().present()
            || parts.statistics().enabled()
            || parts.events().hears(EventType.REMOVED);
    if (!seen) {
      parts.tier().clear();
      parts.guard().forget(parts.name());
      return;
    }
    Iterator<Map.Entry<Object, TierEntry>> entries = parts.tier().iterator();
    CacheException failure = null;
    while (entries.hasNext()) {
      try {
        removePage(entries);
      } catch (CacheWriterException | CacheEntryListenerException e) {
        failure = Failures.first(failure, e);
      }
    }
    if (parts.loading().leavesTraces()) {
      clear();
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Drops all entries: no count, no event, no write-through. */
  public DropCount clear() {
    DropCount dropped = parts.tier().clear();
    parts.guard().forget(parts.name());
    return dropped;
  }

  @SuppressWarnings("unchecked") // only keys of this cache's type are stored
  private void removePage(Iterator<Map.Entry<Object, TierEntry>> entries) {
    Set<K> page = new LinkedHashSet<>();
    Map<Object, EntryWrite> nameless = new LinkedHashMap<>();
    while (page.size() + nameless.size() < PAGE && entries.hasNext()) {
      Object tierKey = entries.next().getKey();
      Object key = parts.keys().key(tierKey);
      if (key == null) {
        nameless.put(tierKey, EntryWrite.remove(false));
      } else {
        page.add((K) key);
      }
    }
    removeNameless(nameless);
    removeAll(page);
  }

  /** Removes entries whose keys cannot be read back, so that nobody can be told of them. */
  private void removeNameless(Map<Object, EntryWrite> removals) {
    if (!removals.isEmpty()) {
      long start = parts.statistics().start();
      long removed =
          changes.applyAll(removals).values().stream()
              .filter(result -> result.outcome() == Outcome.REMOVED)
              .count();
      parts.statistics().removed(start, removed);
    }
  }

  private void remove(Map<Object, K> byTierKey, long start) {
    if (byTierKey.isEmpty()) {
      return;
    }
    Map<Object, EntryWrite> removals = new LinkedHashMap<>();
    EntryWrite removal = EntryWrite.remove(parts.events().hears(EventType.REMOVED));
    byTierKey.keySet().forEach(tierKey -> removals.put(tierKey, removal));
    Changes<K, V> events = new Changes<>(cache, parts);
    List<K> removed = new ArrayList<>();
    changes
        .applyAll(removals)
        .forEach(
            (tierKey, result) -> {
              K key = byTierKey.get(tierKey);
              if (key != null && result.outcome() == Outcome.REMOVED) {
                removed.add(key);
                events.removed(key, parts.previous(result));
              }
            });
    parts.statistics().removed(start, removed.size());
    events.tell();
  }

  private void tellStored(
      Map<? extends K, ? extends V> entries,
      Map<Object, K> keys,
      Map<Object, WriteResult> results,
      long start) {
    Changes<K, V> events = new Changes<>(cache, parts);
    long counted = 0;
    for (Map.Entry<Object, WriteResult> result : results.entrySet()) {
      K key = keys.get(result.getKey());
      V value = key == null ? null : entries.get(key);
      if (key != null && value != null) {
        counted += EntryWrites.counts(result.getValue()) ? 1 : 0;
        events.written(key, value, result.getValue(), parts.previous(result.getValue()));
      }
    }
    parts.statistics().put(start, counted);
    events.tell();
  }
}
