/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import io.tiercel.jcache.internal.tier.TierEntry;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells a cache's listeners of entries that a tier found past their deadline. Safe for many
 * threads.
 */
final class Expired implements BiConsumer<Object, TierEntry> {
  private volatile @Nullable TieredCache<?, ?> cache;

  /** Names the cache, which is put together after its tier. */
  void tell(TieredCache<?, ?> told) {
    cache = told;
  }

  @Override
  public void accept(Object tierKey, TierEntry entry) {
    TieredCache<?, ?> told = cache;
    if (told != null) {
      told.expired(tierKey, entry);
    }
  }
}
