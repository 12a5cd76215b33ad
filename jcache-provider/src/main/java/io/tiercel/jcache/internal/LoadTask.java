/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import io.tiercel.jcache.internal.entry.EntryReads;
import java.util.Set;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CompletionListener;
import org.jspecify.annotations.Nullable;

/**
 * One call of {@code Cache.loadAll}, as it runs behind the caller's back.
 *
 * @param reads loads and stores
 * @param keys what to load
 * @param replace whether live entries are loaded anew
 * @param listener told of the end, or null
 * @param loads the cache's loads that run
 */
record LoadTask<K, V>(
    EntryReads<K, V> reads,
    Set<K> keys,
    boolean replace,
    @Nullable CompletionListener listener,
    RunningLoads loads)
    implements Runnable {
  @Override
  @SuppressWarnings("checkstyle:IllegalCatch") // the loader is the application's code
  public void run() {
    try {
      if (!loads.run(() -> reads.loadAll(keys, replace))) {
        fail(new CacheLoaderException(Messages.loadAllClosed()));
        return;
      }
    } catch (CacheLoaderException e) {
      fail(e);
      return;
    } catch (RuntimeException e) {
      fail(new CacheLoaderException(Messages.loadAllFailed(), e));
      return;
    }
    if (listener != null) {
      listener.onCompletion();
    }
  }

  private void fail(CacheLoaderException failure) {
    if (listener != null) {
      listener.onException(failure);
    }
  }
}
