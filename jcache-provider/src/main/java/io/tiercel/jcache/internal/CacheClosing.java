/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How a cache is closed, once: what the application plugged in is closed with it. Safe for many
 * threads.
 */
final class CacheClosing {
  private static final Logger LOG = System.getLogger(CacheClosing.class.getName());

  private static final Duration LOADS_LIMIT = Duration.ofSeconds(5);

  private final AtomicBoolean closed = new AtomicBoolean();
  private final RunningLoads loads = new RunningLoads();
  private final List<Object> plugged;

  /**
   * Prepares the closing.
   *
   * @param plugged loader, writer, expiry policy: what of it can be closed is closed
   */
  CacheClosing(List<Object> plugged) {
    this.plugged = List.copyOf(plugged);
  }

  boolean closed() {
    return closed.get();
  }

  RunningLoads loads() {
    return loads;
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // what is closed is the application's code
  void close(TieredCache<?, ?> cache) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    cache.getCacheManager().unwrap(TiercelCacheManager.class).closed(cache);
    if (!loads.close(LOADS_LIMIT)) {
      LOG.log(Level.WARNING, Messages.loadsOutlive(cache.getName(), LOADS_LIMIT));
    }
    cache.parts().signals().events().close(e -> warn(cache.getName(), e));
    for (Object part : plugged) {
      if (part instanceof Closeable closeable) {
        try {
          closeable.close();
        } catch (IOException | RuntimeException e) {
          warn(cache.getName(), e);
        }
      }
    }
    cache.parts().tier().close();
  }

  private static void warn(String cacheName, Exception failure) {
    LOG.log(Level.WARNING, Messages.closeFailed(cacheName), failure);
  }
}
