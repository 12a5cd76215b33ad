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
  private Map.@Nullable Entry<Object, TierEntry> next;
  private @Nullable K nextKey;
  private @Nullable K last;

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
    while (nextKey == null && entries.hasNext()) {
      next = entries.next();
      nextKey = (K) parts.keys().key(next.getKey());
    }
    return nextKey != null;
  }

  @Override
  public Cache.Entry<K, V> next() {
    long start = parts.statistics().start();
    if (!hasNext() || next == null || nextKey == null) {
      throw new NoSuchElementException("no further entry");
    }
    K key = nextKey;
    TierEntry found = next.getValue();
    V value = parts.value(found);
    last = key;
    nextKey = null;
    parts.statistics().got(start, 1, 0);
    reads.accessed(key, next.getKey(), found);
    return new SimpleEntry<>(key, value);
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
