/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.Tier;
import io.tiercel.jcache.internal.tier.Ttl;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an entry is stored with, besides its value.
 *
 * @param ttl its life, {@link Ttl#KEEP} for what the policy says
 * @param tags its tags
 */
public record Terms(long ttl, Set<String> tags) {
  /** As the policy says, without tags. */
  public static final Terms DEFAULT = new Terms(Ttl.KEEP, Set.of());

  /** Returns how the tags stand, or null if there are none. One trip if there are. */
  @Nullable EntryTags open(Tier tier, ExpiryRules rules) {
    return tags.isEmpty() ? null : tier.openTags(tags, longest(rules));
  }

  private long longest(ExpiryRules rules) {
    if (ttl != Ttl.KEEP) {
      return ttl;
    }
    long created = rules.creation();
    long updated = rules.update();
    return created == Ttl.ETERNAL || updated == Ttl.ETERNAL
        ? Ttl.ETERNAL
        : Math.max(created, updated);
  }
}
