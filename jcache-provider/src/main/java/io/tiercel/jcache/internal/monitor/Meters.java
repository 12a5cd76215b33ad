/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.monitor;

import io.tiercel.jcache.spi.Invalidation;
import io.tiercel.monitoring.Counts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The meters of a manager's caches, by name. A cache that is opened again goes on counting where it
 * was; of closed caches the last {@value #MOST_CLOSED} are remembered, the others as one. Safe for
 * many threads.
 */
public final class Meters {
  static final int MOST_CLOSED = 1000;

  private final @Nullable Stopwatches watches;
  private final ConcurrentMap<String, CacheMeter> meters = new ConcurrentHashMap<>();
  private final Set<String> closed = new LinkedHashSet<>();
  private Counts forgotten = Counts.NONE;

  /** Creates meters. */
  public Meters(boolean on, LongSupplier nanoTime) {
    this.watches = on ? new Stopwatches(nanoTime) : null;
  }

  /** Returns the meter of a cache, or one that counts nothing where monitoring is off. */
  public CacheMeter of(String cacheName) {
    if (watches == null) {
      return CacheMeter.OFF;
    }
    CacheMeter present = meters.get(cacheName);
    return present == null ? open(cacheName) : present;
  }

  /** Opens the meter of a cache that is opened. */
  public synchronized CacheMeter open(String cacheName) {
    if (watches == null) {
      return CacheMeter.OFF;
    }
    closed.remove(cacheName);
    return meters.computeIfAbsent(cacheName, name -> new CacheMeter(name, watches));
  }

  /** Says that a cache was closed. */
  public synchronized void close(String cacheName) {
    if (!meters.containsKey(cacheName)) {
      return;
    }
    closed.add(cacheName);
    if (closed.size() > MOST_CLOSED) {
      String oldest = closed.iterator().next();
      closed.remove(oldest);
      CacheMeter gone = meters.remove(oldest);
      forgotten = gone == null ? forgotten : forgotten.plus(gone.counts());
    }
  }

  /** Counts an invalidation of a tenant's resource. */
  public void invalidated(Invalidation invalidation) {
    String tenant = invalidation.tenant();
    String resource = invalidation.resource();
    of(tenant == null ? resource : tenant + ':' + resource).invalidated(invalidation.reason());
  }

  /** Returns all meters that there are, and what those counted that are forgotten. */
  synchronized All all() {
    return new All(new ArrayList<>(meters.values()), forgotten);
  }

  /** All that was counted. */
  record All(List<CacheMeter> meters, Counts forgotten) {}

  Timings takeTimings() {
    return watches == null ? Timings.empty() : watches.take();
  }
}
