/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.EntryWrite.Condition;
import io.tiercel.jcache.internal.tier.StoredValue;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.internal.tier.WriteResult;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import java.util.Set;
import java.util.function.Consumer;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * The operations of one cache that write one entry on terms of its own. The source is written
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
  public void put(K key, V value, Terms terms) {
    write(key, value, write(value, terms, open(terms)), terms);
  }

  /** Stores a value where there is none; tells whether it did. */
  public boolean putIfAbsent(K key, V value, Terms terms) {
    return write(key, value, write(value, terms, open(terms)).ifAbsent().deciding(), terms);
  }

  /** Replaces a value where there is one; tells whether it did. */
  public boolean replace(K key, V value, Terms terms) {
    return write(key, value, write(value, terms, open(terms)).ifPresent().deciding(), terms);
  }

  /** Returns what stores a value that is made from now on. */
  public Consumer<V> putLater(K key, Terms terms) {
    EntryTags tags = open(terms);
    return value -> write(key, value, write(value, terms, tags), terms);
  }

  /** Adds tags to an entry; tells whether there is one. */
  public boolean tag(K key, Set<String> tags) {
    Object tierKey = parts.keys().stored(key);
    while (true) {
      TierEntry seen = parts.tier().findToDecide(tierKey);
      if (!seen.present()) {
        return false;
      }
      EntryWrite write =
          EntryWrite.put(seen.value(), Ttl.ZERO, Ttl.KEEP, false)
              .ifStamp(seen.stamp())
              .deciding()
              .tagged(joined(seen.tags(), tags));
      Outcome outcome = parts.tier().write(tierKey, write).outcome();
      if (outcome != Outcome.REFUSED) {
        return outcome == Outcome.UPDATED;
      }
    }
  }

  /** The tags that the entry has already stay as they were when it was made. */
  private @Nullable EntryTags joined(@Nullable EntryTags present, Set<String> tags) {
    if (present == null) {
      return open(new Terms(Ttl.KEEP, tags));
    }
    EntryTags all = present;
    for (String tag : tags) {
      EntryTags one = open(new Terms(Ttl.KEEP, Set.of(tag)));
      if (one != null && !all.keys().containsAll(one.keys())) {
        all = all.with(one);
      }
    }
    TagRules.checkNumber(parts.name(), all.keys().size());
    return all;
  }

  private @Nullable EntryTags open(Terms terms) {
    return terms.open(parts.tier(), parts.expiry());
  }

  private EntryWrite write(V value, Terms terms, @Nullable EntryTags tags) {
    StoredValue stored = parts.values().store(value);
    boolean wantsOld = parts.events().wantsOldValues();
    EntryWrite write =
        terms.ttl() == Ttl.KEEP
            ? changes.put(stored, wantsOld)
            : EntryWrite.put(stored, terms.ttl(), terms.ttl(), wantsOld);
    return write.tagged(tags);
  }

  private boolean write(K key, V value, EntryWrite write, Terms terms) {
    long start = parts.statistics().start();
    Object tierKey = parts.keys().stored(key);
    if (parts.source().writes().present() && write.decides()) {
      boolean present = parts.tier().findToDecide(tierKey).present();
      if (present != (write.condition() == Condition.PRESENT)) {
        return false;
      }
    }
    parts.source().writes().write(key, value);
    WriteResult result =
        terms.ttl() == Ttl.KEEP
            ? changes.apply(tierKey, write)
            : changes.applyAsGiven(tierKey, write);
    parts.statistics().put(start, EntryWrites.counts(result) ? 1 : 0);
    Changes<K, V> events = new Changes<>(cache, parts);
    events.written(key, value, result, parts.previous(result));
    events.tell();
    return result.stored() || result.outcome() == Outcome.UNKNOWN;
  }
}
