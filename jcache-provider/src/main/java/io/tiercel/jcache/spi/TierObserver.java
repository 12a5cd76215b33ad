/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.spi;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Hears what the tiers do. Observers are found by {@link java.util.ServiceLoader} through the class
 * loader of the cache manager, one instance per manager.
 *
 * <p>Every method is called on the thread of the operation, before the operation returns, and must
 * neither block nor throw. Implementations are safe for many threads.
 */
public interface TierObserver {
  /**
   * A read found a live entry.
   *
   * @param cacheName the cache that was read
   * @param tier the tier that answered, {@link TierLevel#L1} or {@link TierLevel#L2}
   */
  default void hit(String cacheName, TierLevel tier) {}

  /**
   * A read found no live entry in any tier above the source.
   *
   * @param cacheName the cache that was read
   */
  default void miss(String cacheName) {}

  /**
   * A value in L2 could not be decoded, so it counts as absent: it is another codec's, another
   * version's, of a class that is not allowed, or damaged.
   *
   * @param cacheName the cache whose value it is
   */
  default void undecodable(String cacheName) {}

  /**
   * Entries of a resource were invalidated through {@link io.tiercel.tenant.TenantCaches}.
   *
   * @param invalidation what, and why
   */
  default void invalidated(Invalidation invalidation) {}

  /**
   * As {@link #invalidated(Invalidation)}, which it calls unless it is overridden.
   *
   * @param count has the entries counted, see {@link io.tiercel.tenant.Invalidated#count()}
   */
  default void invalidated(Invalidation invalidation, Supplier<CompletionStage<Long>> count) {
    invalidated(invalidation);
  }
}
