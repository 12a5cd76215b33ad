/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import io.tiercel.jcache.internal.entry.AsyncReads;
import io.tiercel.jcache.internal.entry.BulkWrites;
import io.tiercel.jcache.internal.entry.CacheParts;
import io.tiercel.jcache.internal.entry.EntryReads;
import io.tiercel.jcache.internal.entry.EntryWrites;
import io.tiercel.jcache.internal.entry.ProcessorRun;
import io.tiercel.jcache.internal.entry.TimedWrites;
import javax.cache.Cache;

/**
 * What a cache does.
 *
 * @param parts what its operations work with
 */
record CacheOperations<K, V>(
    CacheParts<K, V> parts,
    EntryReads<K, V> reads,
    AsyncReads<K, V> asyncReads,
    EntryWrites<K, V> writes,
    TimedWrites<K, V> timed,
    BulkWrites<K, V> bulk,
    ProcessorRun<K, V> processors) {

  /** Returns the operations of a cache with these parts. */
  static <K, V> CacheOperations<K, V> of(Cache<K, V> cache, CacheParts<K, V> parts) {
    EntryReads<K, V> reads = new EntryReads<>(cache, parts);
    return new CacheOperations<>(
        parts,
        reads,
        new AsyncReads<>(parts, reads),
        new EntryWrites<>(cache, parts, reads),
        new TimedWrites<>(cache, parts),
        new BulkWrites<>(cache, parts),
        new ProcessorRun<>(cache, parts, reads));
  }
}
