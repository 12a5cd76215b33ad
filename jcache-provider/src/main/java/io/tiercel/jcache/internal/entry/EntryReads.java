/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

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

  /** Creates the operations of a cache. */
  public EntryReads(Cache<K, V> cache, CacheParts<K, V> parts) {
    this.cache = cache;
    this.parts = parts;
    this.changes = new EntryChanges<>(parts);
    this.loads = new SharedLoads<>(cache, parts, changes);
  }

  /** Returns a value, loaded where the cache reads through, or null. */
  public @Nullable V get(K key) {
    Object tierKey = parts.keys().lookup(key);
    V value = find(key, tierKey, Set.of());
    SourceReads<K, V> source = parts.source().reads();
    return value != null || source == null ? value : load(key, tierKey, () -> source.load(key));
  }

  /**
   * Returns a value, or what the source answers.
   *
   * @param terms what that answer is stored with
   */
  public @Nullable V get(K key, Terms terms, Callable<? extends @Nullable V> source)
      throws Exception {
    Object tierKey = parts.keys().lookup(key);
    V value = find(key, tierKey, terms.tags());
    return value != null ? value : loads.load(key, tierKey, terms, source);
  }

  /** Returns the value of a live entry, or null; counted, and told, as a hit or a miss. */
  @Nullable V find(K key, Object tierKey, Set<String> tags) {
    long start = parts.statistics().start();
    TierEntry found = access(key, tierKey, tags);
    if (!found.present()) {
      parts.signals().observer().miss(parts.name());
      parts.statistics().got(start, 0, 1);
      return null;
    }
    hit(found);
    V value = parts.value(found);
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
            parts.signals().observer().miss(parts.name());
          } else {
            accessed(key, tierKey, entry);
            hit(entry);
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
  private TierEntry access(K key, Object tierKey, Set<String> tags) {
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

  private void hit(TierEntry found) {
    parts.signals().observer().hit(parts.name(), found.level());
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // the guard hands on what the loader threw
  private @Nullable V load(K key, Object tierKey, Callable<@Nullable V> source) {
    try {
      return loads.load(key, tierKey, Terms.DEFAULT, source);
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
