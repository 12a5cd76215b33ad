/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.Tier;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.spi.EntryOptions;
import java.time.Duration;
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

  /**
   * Returns what options say.
   *
   * @param cacheName the cache, for the message
   * @throws IllegalArgumentException if the time to live is not positive or a tag is malformed
   */
  public static Terms of(String cacheName, EntryOptions options) {
    if (requireNonNull(options, "options").equals(EntryOptions.DEFAULT)) {
      return DEFAULT;
    }
    Duration life = options.timeToLive();
    if (life != null && (life.isNegative() || life.toMillis() == 0)) {
      throw Messages.badTimeToLive(cacheName, life);
    }
    TagRules.check(cacheName, options.tags());
    long ttl = life == null ? Ttl.KEEP : Math.min(life.toMillis(), ExpiryRules.LONGEST_MILLIS);
    return new Terms(ttl, options.tags());
  }

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
