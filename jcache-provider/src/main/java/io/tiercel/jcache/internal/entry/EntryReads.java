/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.internal.entry.Refreshes.Wanted;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import javax.cache.Cache;
import javax.cache.event.EventType;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/** The operations of one cache that read. Safe for many threads. */
public final class EntryReads<K, V> {
  private final Cache<K, V> cache;
  private final CacheParts<K, V> parts;
  private final EntryChanges<K, V> changes;
  private final SharedLoads<K, V> loads;
  private final ReadThrough<K, V> through;
  private final @Nullable EarlyRefresh early;
  private final @Nullable Refreshes<K, V> refreshes;

  /** Creates the operations of a cache. */
  public EntryReads(Cache<K, V> cache, CacheParts<K, V> parts) {
    this.cache = cache;
    this.parts = parts;
    this.changes = new EntryChanges<>(parts);
    this.loads = new SharedLoads<>(cache, parts, changes);
    this.through = new ReadThrough<>(parts, this, loads);
    this.early = parts.loading().early();
    boolean renews = early != null || parts.loading().staleMillis() > 0;
    this.refreshes = renews ? new Refreshes<>(cache, parts) : null;
  }

  /** Returns a value, loaded where the cache reads through, or null. */
  public @Nullable V get(K key) {
    SourceReads<K, V> source = parts.source().reads();
    if (source != null) {
      return throughTo(source, key);
    }
    Object tierKey = parts.keys().lookup(key);
    long start = parts.statistics().startRead(parts.meter().on());
    return counted(access(key, tierKey, Set.of()), start);
  }

  /**
   * Returns a value, or what the source answers.
   *
   * @param terms what that answer is stored with
   * @param executor where the source is asked while nobody waits for it; null for the manager's
   *     threads, and for a caller who cannot do with an entry past its end
   */
  public @Nullable V get(
      K key, Terms terms, Callable<? extends @Nullable V> source, @Nullable Executor executor)
      throws Exception {
    return through.get(key, terms, requireNonNull(source, "source"), executor);
  }

  /** Tells whether entries may be loaded anew while they are still there. */
  boolean renews() {
    return refreshes != null;
  }

  /**
   * As {@link #counted}, in a cache whose entries may be loaded anew while they are still there:
   * has it done where it is due, and takes an entry past its end for a hit where an executor is
   * named.
   */
  @Nullable V renewed(Wanted<K, V> wanted, long start, @Nullable Executor executor) {
    TierEntry found = wanted.seen();
    V value = executor != null && found.stale() ? answered(found, start) : counted(found, start);
    if (value != null && (found.stale() || (early != null && early.due(found)))) {
      requireNonNull(refreshes)
          .begin(wanted, executor == null ? parts.loading().background().executor() : executor);
    }
    return value;
  }

  /** Returns the value of what was found, or null; counted, and told, as a hit or a miss. */
  @Nullable V counted(TierEntry found, long start) {
    if (!found.present()) {
      missed(start);
      return null;
    }
    return answered(found, start);
  }

  /** Counts a miss, and tells of it. */
  void missed(long start) {
    miss();
    parts.statistics().got(start, 0, 1);
  }

  private V answered(TierEntry found, long start) {
    V value = parts.value(found);
    hit(found, start);
    parts.statistics().got(start, 1, 0);
    return value;
  }

  /**
   * Returns the values of some keys, loaded where the cache reads through; absent keys are left
   * out.
   */
  public Map<K, V> getAll(Set<? extends K> keys) {
    long start = parts.statistics().start();
    Map<Object, K> byTierKey = new LinkedHashMap<>();
    keys.forEach(key -> byTierKey.put(parts.keys().lookup(key), key));
    Map<Object, TierEntry> found = parts.tier().findAll(byTierKey.keySet());
    Map<K, V> values = new HashMap<>();
    Set<K> missing = new LinkedHashSet<>();
    byTierKey.forEach(
        (tierKey, key) -> {
          TierEntry entry = found.get(tierKey);
          if (entry == null) {
            missing.add(key);
            miss();
          } else {
            accessed(key, tierKey, entry);
            hit(entry, 0);
            values.put(key, parts.value(entry));
          }
        });
    parts.statistics().got(start, values.size(), missing.size());
    SourceReads<K, V> source = parts.source().reads();
    if (source != null && !missing.isEmpty()) {
      values.putAll(new BulkLoad<>(cache, parts, changes, source).load(missing));
    }
    return values;
  }

  /** Tells whether there is a live entry; counts nothing, loads nothing, and is no access. */
  public boolean containsKey(K key) {
    return parts.tier().find(parts.keys().lookup(key)).present();
  }

  /**
   * Loads keys and stores what the loader answers, except over live entries unless they are
   * replaced.
   */
  public void loadAll(Set<? extends K> keys, boolean replace) {
    SourceReads<K, V> source = parts.source().loads();
    if (source == null || keys.isEmpty()) {
      return;
    }
    BulkLoad<K, V> load = new BulkLoad<>(cache, parts, changes, source);
    if (replace) {
      load.replace(keys);
    } else {
      load.fill(keys);
    }
  }

  /** Returns the loads of single values of this cache. */
  SharedLoads<K, V> loads() {
    return loads;
  }

  /** Returns an entry and lets the access move its life. */
  TierEntry access(K key, Object tierKey, Set<String> tags) {
    ExpiryRules rules = parts.expiry();
    if (!rules.movedByAccess()) {
      return tags.isEmpty() ? parts.tier().find(tierKey) : parts.tier().find(tierKey, tags);
    }
    if (rules.constant()) {
      return parts.tier().findAndTouch(tierKey, rules.access());
    }
    TierEntry found = parts.tier().find(tierKey);
    accessed(key, tierKey, found);
    return found;
  }

  /** Lets an access move the life of an entry that was found. */
  void accessed(K key, Object tierKey, TierEntry found) {
    if (found.present() && parts.expiry().movedByAccess()) {
      long ttl = parts.expiry().access();
      if (ttl == Ttl.ZERO) {
        expire(key, tierKey, found);
      } else if (ttl != Ttl.KEEP) {
        parts.tier().touch(tierKey, found, ttl);
      }
    }
  }

  /** Tells the listeners of an entry that was found past its deadline. */
  public void expired(K key, TierEntry entry) {
    if (parts.events().hears(EventType.EXPIRED)) {
      Changes<K, V> events = new Changes<>(cache, parts);
      events.expired(key, parts.value(entry));
      events.tell();
    }
  }

  /** Ends an entry whose access left it no life, if it is still the one seen. */
  private void expire(K key, Object tierKey, TierEntry found) {
    EntryWrite removal = EntryWrite.remove(false).ifStamp(found.stamp());
    if (parts.tier().write(tierKey, removal).outcome() == Outcome.REMOVED) {
      expired(key, found);
    }
  }

  private void hit(TierEntry found, long start) {
    parts.signals().observer().hit(parts.name(), found.level());
    parts.meter().hit(found.level(), start);
  }

  private void miss() {
    parts.signals().observer().miss(parts.name());
    parts.meter().miss();
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // the guard hands on what the loader threw
  private @Nullable V throughTo(SourceReads<K, V> source, K key) {
    try {
      return through.get(key, Terms.DEFAULT, () -> source.load(key), null);
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CacheLoaderException(Messages.loaderFailed(), e);
    } catch (Exception e) {
      throw new CacheLoaderException(Messages.loaderFailed(), e);
    }
  }
}
