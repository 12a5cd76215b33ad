/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.spi;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How an entry is stored.
 *
 * @param timeToLive its life, positive; null for what the cache's expiry policy says
 * @param tags its tags, at most 32, none of them empty; a tag is its tenant's, over all caches
 */
public record EntryOptions(@Nullable Duration timeToLive, Set<String> tags) {
  /** As the cache's expiry policy says, without tags. */
  public static final EntryOptions DEFAULT = new EntryOptions(null, Set.of());

  /** Copies the tags. */
  public EntryOptions {
    tags = Set.copyOf(tags);
  }

  /** Returns these options with a time to live. */
  public EntryOptions withTimeToLive(Duration life) {
    return new EntryOptions(requireNonNull(life, "timeToLive"), tags);
  }

  /** Returns these options with tags in place of any before. */
  public EntryOptions withTags(String... newTags) {
    return new EntryOptions(timeToLive, Set.of(newTags));
  }
}
