/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.LoadLease;
import io.tiercel.jcache.internal.tier.LoadLease.Answer;
import io.tiercel.jcache.spi.TierUnavailableException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;

/**
 * Loads many values of one cache in one call of the loader: one trip to announce it and one to
 * store what came, except over what was changed or removed meanwhile. It waits for nobody: a key
 * that another load has leased is loaded too, for this caller alone. For one thread.
 */
final class BulkLoad<K, V> {
  private final Cache<K, V> cache;
  private final CacheParts<K, V> parts;
  private final EntryChanges<K, V> changes;
  private final SourceReads<K, V> source;
  private final Map<Object, K> keys = new LinkedHashMap<>();
  private Map<Object, LoadLease> leases = Map.of();

  BulkLoad(
      Cache<K, V> cache,
      CacheParts<K, V> parts,
      EntryChanges<K, V> changes,
      SourceReads<K, V> source) {
    this.cache = cache;
    this.parts = parts;
    this.changes = changes;
    this.source = source;
  }

  /** Returns the values of keys that were missing, loaded unless they are there by now. */
  Map<K, V> load(Collection<? extends K> missing) {
    lease(missing, false);
    Map<K, V> values = new HashMap<>();
    leases.forEach(
        (tierKey, lease) -> {
          K key = keys.get(tierKey);
          if (key != null && lease.entry() != null) {
            values.put(key, parts.value(lease.entry()));
          }
        });
    values.putAll(loadAbsent());
    return values;
  }

  /** Loads the keys that have no entry. */
  void fill(Collection<? extends K> wanted) {
    lease(wanted, true);
    loadAbsent();
  }

  /** Loads keys whether or not they have an entry. */
  void replace(Collection<? extends K> wanted) {
    lease(wanted, true);
    store(callLoader(new LinkedHashSet<>(keys.values())));
  }

  private void lease(Collection<? extends K> wanted, boolean takeOver) {
    wanted.forEach(key -> keys.put(parts.keys().stored(key), key));
    leases = parts.tier().lease(keys.keySet(), takeOver);
  }

  private Map<K, V> loadAbsent() {
    Set<K> absent = new LinkedHashSet<>();
    keys.forEach(
        (tierKey, key) -> {
          LoadLease lease = leaseOf(tierKey);
          if (lease.entry() == null && lease.answer() != Answer.ABSENT) {
            absent.add(key);
          }
        });
    if (absent.isEmpty()) {
      return Map.of();
    }
    Map<K, V> loaded = callLoader(absent);
    store(loaded);
    return loaded;
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // whatever the loader throws ends the leases
  private Map<K, V> callLoader(Set<K> wanted) {
    long start = parts.meter().start();
    boolean failed = true;
    try {
      Map<K, V> loaded = source.loadAll(wanted);
      loaded.keySet().retainAll(wanted);
      failed = false;
      return loaded;
    } catch (RuntimeException | Error e) {
      failed(e);
      throw e;
    } finally {
      parts.meter().loaded(start, failed);
    }
  }

  private void failed(Throwable failure) {
    try {
      changes.releaseAll(leases);
    } catch (TierUnavailableException unavailable) {
      failure.addSuppressed(unavailable);
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // whatever a value's class throws ends the leases
  private void store(Map<K, V> loaded) {
    Map<Object, EntryWrite> writes;
    try {
      writes = writes(loaded);
    } catch (RuntimeException | Error e) {
      failed(e);
      throw e;
    }
    if (!writes.isEmpty()) {
      tell(loaded, writes);
    }
  }

  private Map<Object, EntryWrite> writes(Map<K, V> loaded) {
    Map<Object, EntryWrite> writes = new LinkedHashMap<>();
    boolean wantsOld = parts.events().wantsOldValues();
    keys.forEach(
        (tierKey, key) -> {
          V value = loaded.get(key);
          LoadLease lease = leaseOf(tierKey);
          if (value != null && (lease.granted() || lease.entry() != null)) {
            writes.put(tierKey, changes.fill(parts.values().store(value), lease, wantsOld));
          } else if (lease.granted()) {
            writes.put(tierKey, changes.nothing(lease));
          }
        });
    return writes;
  }

  private void tell(Map<K, V> loaded, Map<Object, EntryWrite> writes) {
    Changes<K, V> events = new Changes<>(cache, parts);
    parts
        .tier()
        .writeAll(writes)
        .forEach(
            (tierKey, result) -> {
              K key = keys.get(tierKey);
              V value = key == null ? null : loaded.get(key);
              parts.guard().forget(parts.name(), tierKey);
              if (key != null && value != null) {
                events.written(key, value, result, parts.previous(result));
              }
            });
    events.tell();
  }

  private LoadLease leaseOf(Object tierKey) {
    return leases.getOrDefault(tierKey, LoadLease.NONE);
  }
}
