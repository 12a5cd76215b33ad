/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import io.tiercel.jcache.internal.tier.TierEntry;
import org.jspecify.annotations.Nullable;

/**
 * An entry as this process holds it.
 *
 * @param entry the entry, found at L1
 * @param endsAtMillis when it is gone from here by this node's clock, no later than the entry's own
 *     deadline
 * @param generation the generation of its cache when it was put here; in another one it is void
 * @param weight about how many bytes of memory it takes
 * @param slide its life where that moves with each access, else null
 */
record NearEntry(
    TierEntry entry, long endsAtMillis, long generation, int weight, @Nullable Slide slide) {
  /** Tells whether its life is over. */
  boolean expiredAt(long nowMillis) {
    return endsAtMillis <= nowMillis || (slide != null && slide.expiredAt(nowMillis));
  }
}
