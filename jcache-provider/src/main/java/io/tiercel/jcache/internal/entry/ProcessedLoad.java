/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.LoadLease;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a processor that asks for a missing value has loaded. The load is announced like any other,
 * but waits for nobody: it takes over. Closed, it ends its lease if nothing was stored under it.
 * For one thread.
 */
final class ProcessedLoad<K, V> implements AutoCloseable {
  private final CacheParts<K, V> parts;
  private final EntryChanges<K, V> changes;
  private final Object tierKey;
  private LoadLease lease = LoadLease.NONE;
  private boolean used;

  ProcessedLoad(CacheParts<K, V> parts, EntryChanges<K, V> changes, Object tierKey) {
    this.parts = parts;
    this.changes = changes;
    this.tierKey = tierKey;
  }

  /** Returns the source's value, or null where the cache does not read through. */
  @Nullable V load(K key) {
    SourceReads<K, V> source = parts.source().reads();
    if (source == null) {
      return null;
    }
    lease = parts.tier().lease(List.of(tierKey), true).getOrDefault(tierKey, LoadLease.NONE);
    long start = parts.meter().start();
    boolean failed = true;
    try {
      V loaded = source.load(key);
      failed = false;
      return loaded;
    } finally {
      parts.meter().loaded(start, failed);
    }
  }

  /** Tells whether there was an entry after all, so that the processor has seen what is past. */
  boolean overtaken() {
    return lease.entry() != null;
  }

  /** Returns a write, made only if nothing happened to the absent entry since it was looked for. */
  EntryWrite ifUntouched(EntryWrite write) {
    used = true;
    return lease.granted() ? write.ifLeased(lease) : write.ifAbsent();
  }

  @Override
  public void close() {
    if (!used) {
      changes.release(tierKey, lease);
    }
  }
}
