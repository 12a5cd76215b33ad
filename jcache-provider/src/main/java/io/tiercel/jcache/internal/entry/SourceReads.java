/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/**
 * Reads through a {@link CacheLoader}; whatever it throws becomes a {@link CacheLoaderException}.
 */
public final class SourceReads<K, V> {
  private final CacheLoader<K, V> loader;

  /** Wraps a loader. */
  public SourceReads(CacheLoader<K, V> loader) {
    this.loader = loader;
  }

  /** Returns the source's value, or null if it has none. */
  @Nullable V load(K key) {
    return run(() -> loader.load(key));
  }

  /** Returns the source's values; keys that have none are left out. */
  Map<K, V> loadAll(Set<? extends K> keys) {
    Map<K, V> loaded = run(() -> loader.loadAll(keys));
    Map<K, V> present = new HashMap<>();
    if (loaded != null) {
      loaded.forEach(
          (key, value) -> {
            if (key != null && value != null) {
              present.put(key, value);
            }
          });
    }
    return present;
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // the loader is the application's code
  private static <T> @Nullable T run(Supplier<@Nullable T> load) {
    try {
      return load.get();
    } catch (CacheLoaderException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CacheLoaderException(Messages.loaderFailed(), e);
    }
  }
}
