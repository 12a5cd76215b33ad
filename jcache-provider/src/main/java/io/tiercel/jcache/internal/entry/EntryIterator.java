/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import io.tiercel.jcache.internal.tier.TierEntry;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** The entries of a cache as the application sees them; each one returned is an access. */
public final class EntryIterator<K, V> implements Iterator<Cache.Entry<K, V>> {
  private final CacheParts<K, V> parts;
  private final EntryReads<K, V> reads;
  private final EntryWrites<K, V> writes;
  private final Iterator<Map.Entry<Object, TierEntry>> entries;
  private @Nullable K last;
  private Cache.@Nullable Entry<K, V> next;

  /** Begins an iteration. */
  public EntryIterator(CacheParts<K, V> parts, EntryReads<K, V> reads, EntryWrites<K, V> writes) {
    this.parts = parts;
    this.reads = reads;
    this.writes = writes;
    this.entries = parts.tier().iterator();
  }

  @Override
  @SuppressWarnings("unchecked") // only keys of this cache's type are stored
  public boolean hasNext() {
    while (next == null && entries.hasNext()) {
      Map.Entry<Object, TierEntry> candidate = entries.next();
      Object key = parts.keys().key(candidate.getKey());
      if (key != null) {
        long start = parts.statistics().start();
        next = new SimpleEntry<>((K) key, parts.value(candidate.getValue()));
        parts.statistics().got(start, 1, 0);
        reads.accessed((K) key, candidate.getKey(), candidate.getValue());
      }
    }
    return next != null;
  }

  @Override
  public Cache.Entry<K, V> next() {
    Cache.Entry<K, V> current = hasNext() ? next : null;
    if (current == null) {
      throw new NoSuchElementException("no further entry");
    }
    next = null;
    last = current.getKey();
    return current;
  }

  @Override
  public void remove() {
    K key = last;
    if (key == null) {
      throw Messages.removeWithoutNext();
    }
    last = null;
    writes.remove(key);
  }
}
