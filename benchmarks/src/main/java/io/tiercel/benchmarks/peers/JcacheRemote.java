/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.peers;

import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;

/** A cache in Redis, through javax.cache. */
final class JcacheRemote implements RemoteCache {
  private final Cache<String, Object> cache;
  private final Runnable end;

  /** Adds one. Redisson serializes processors, so it is no lambda. */
  static final class Increment
      implements EntryProcessor<String, Object, Long>, java.io.Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public Long process(MutableEntry<String, Object> entry, Object... arguments) {
      long sum = (entry.getValue() instanceof Long number ? number : 0) + 1;
      entry.setValue(sum);
      return sum;
    }
  }

  private static final Increment INCREMENT = new Increment();

  JcacheRemote(Cache<String, Object> cache, Runnable end) {
    this.cache = cache;
    this.end = end;
  }

  @Override
  public @Nullable Object get(String key) {
    return cache.get(key);
  }

  @Override
  public void put(String key, Object value) {
    cache.put(key, value);
  }

  @Override
  public boolean putIfAbsent(String key, Object value) {
    return cache.putIfAbsent(key, value);
  }

  @Override
  public boolean replace(String key, Object value) {
    return cache.replace(key, value);
  }

  @Override
  public long increment(String key) {
    return cache.invoke(key, INCREMENT);
  }

  @Override
  public Map<String, Object> getAll(Set<String> keys) {
    return cache.getAll(keys);
  }

  @Override
  public void putAll(Map<String, Object> entries) {
    cache.putAll(entries);
  }

  @Override
  public void close() {
    end.run();
  }
}
