/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import io.tiercel.jcache.internal.entry.AsyncReads;
import io.tiercel.jcache.internal.entry.BulkWrites;
import io.tiercel.jcache.internal.entry.CacheParts;
import io.tiercel.jcache.internal.entry.EntryReads;
import io.tiercel.jcache.internal.entry.EntryWrites;
import io.tiercel.jcache.internal.entry.ProcessorRun;
import io.tiercel.jcache.internal.entry.TimedWrites;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;

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

  /** Runs a processor on each of some entries; what fails does so in its result. */
  <T> Map<K, EntryProcessorResult<T>> invokeAll(
      Set<? extends K> keys, EntryProcessor<K, V, T> processor, Object... arguments) {
    Map<K, EntryProcessorResult<T>> results = new HashMap<>();
    for (K key : keys) {
      try {
        T answer = processors.invoke(key, processor, arguments);
        if (answer != null) {
          results.put(key, () -> answer);
        }
      } catch (EntryProcessorException e) {
        results.put(key, new FailedResult<>(e));
      }
    }
    return results;
  }
}
