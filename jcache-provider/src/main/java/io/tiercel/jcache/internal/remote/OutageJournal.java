/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.tier.TierFailure;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The caches that this node wrote to while the server did not answer. Before anything more is read,
 * each begins a new epoch: what the server still holds of them may be older than what was written.
 * Safe for many threads.
 */
final class OutageJournal {
  private final ConcurrentMap<Object, Runnable> clears = new ConcurrentHashMap<>();

  /** Notes a cache, or all caches of a tenant, and how they are cleared. */
  void add(Object cache, Runnable clear) {
    clears.put(cache, clear);
  }

  /**
   * Clears the noted caches. Costs nothing where there are none.
   *
   * @throws TierFailure if the server still does not answer; the caches stay noted
   */
  void settle() {
    if (clears.isEmpty()) {
      return;
    }
    clears.forEach(
        (cache, clear) -> {
          clear.run();
          clears.remove(cache, clear);
        });
  }
}
