/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import io.tiercel.jcache.internal.codec.Footprint;
import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.ValueForm;
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
  /** Returns an entry, or a known absence, that is here until its own deadline. */
  static NearEntry of(NearKey key, TierEntry entry, long generation) {
    int weight =
        entry.knownAbsent() ? Footprint.of(key.key()) : ValueForm.weight(key.key(), entry.value());
    EntryTags tags = entry.tags();
    int all = tags == null ? weight : weight + tags.weight();
    return new NearEntry(entry, entry.expiresAtMillis(), generation, all, null);
  }

  /** Tells whether its life is over. */
  boolean expiredAt(long nowMillis) {
    return endsAtMillis <= nowMillis || (slide != null && slide.expiredAt(nowMillis));
  }
}
