/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import io.tiercel.jcache.internal.codec.Footprint;
import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.ValueForm;
import org.jspecify.annotations.Nullable;

/**
 * An entry as this process holds it: one object with all that a hit looks at, since each further
 * one is likely to come from memory. Equal to itself alone.
 */
final class NearEntry extends TierEntry {
  private final NearKey place;
  private final long endsAtMillis;
  private final long generation;
  private final int weight;
  private final @Nullable Slide slide;

  /**
   * Creates an entry.
   *
   * @param place where it is held
   * @param entry what it is, found at L1
   * @param endsAtMillis when it is gone from here by this node's clock, no later than the entry's
   *     own deadline
   * @param generation the generation of its cache when it was put here; in another one it is void
   * @param slide its life where that moves with each access, else null
   */
  NearEntry(
      NearKey place, TierEntry entry, long endsAtMillis, long generation, @Nullable Slide slide) {
    super(entry);
    this.place = place;
    this.endsAtMillis = endsAtMillis;
    this.generation = generation;
    this.weight = weight(place.key(), entry);
    this.slide = slide;
  }

  /** Returns an entry, or a known absence, that is here until its own deadline. */
  static NearEntry of(NearKey place, TierEntry entry, long generation) {
    return new NearEntry(place, entry, entry.expiresAtMillis(), generation, null);
  }

  private static int weight(Object key, TierEntry entry) {
    int weight = entry.knownAbsent() ? Footprint.of(key) : ValueForm.weight(key, entry.value());
    EntryTags tags = entry.tags();
    return tags == null ? weight : weight + tags.weight();
  }

  /** Returns where it is held. */
  NearKey place() {
    return place;
  }

  /** Returns the generation of its cache when it was put here. */
  long generation() {
    return generation;
  }

  /** Returns about how many bytes of memory it takes. */
  int weight() {
    return weight;
  }

  /** Returns its life where that moves with each access, else null. */
  @Nullable Slide slide() {
    return slide;
  }

  /** Tells whether its life here is over, which may be before its deadline. */
  boolean isOver(long nowMillis) {
    return endsAtMillis <= nowMillis || (slide != null && slide.expiredAt(nowMillis));
  }
}
