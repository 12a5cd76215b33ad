/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import io.tiercel.jcache.internal.entry.CacheParts;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * How a cache is closed, once: what the application plugged in is closed with it. Safe for many
 * threads.
 */
final class CacheClosing {
  private static final Logger LOG = System.getLogger(CacheClosing.class.getName());

  private static final Duration LOADS_LIMIT = Duration.ofSeconds(5);

  private final AtomicBoolean closed = new AtomicBoolean();
  private final List<Closeable> plugged = new ArrayList<>(0);
  private @Nullable RunningLoads loads;

  /** Returns a loader, writer or expiry policy, which is closed with the cache if it can be. */
  <T> T plug(@Nullable T part) {
    if (part == null) {
      throw new NullPointerException("what a factory created");
    }
    if (part instanceof Closeable closeable) {
      plugged.add(closeable);
    }
    return part;
  }

  boolean closed() {
    return closed.get();
  }

  synchronized RunningLoads loads() {
    if (loads == null) {
      loads = new RunningLoads();
    }
    return loads;
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // what is closed is the application's code
  void close(TieredCache<?, ?> cache) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    cache.getCacheManager().unwrap(TiercelCacheManager.class).closed(cache);
    if (!loads().close(LOADS_LIMIT)) {
      LOG.log(Level.WARNING, Messages.loadsOutlive(cache.getName(), LOADS_LIMIT));
    }
    CacheParts<?, ?> used = cache.usedParts();
    if (used != null) {
      used.signals().events().close(e -> warn(cache.getName(), e));
    }
    for (Closeable part : plugged) {
      try {
        part.close();
      } catch (IOException | RuntimeException e) {
        warn(cache.getName(), e);
      }
    }
    if (used != null) {
      used.tier().close();
    }
  }

  private static void warn(String cacheName, Exception failure) {
    LOG.log(Level.WARNING, Messages.closeFailed(cacheName), failure);
  }
}
