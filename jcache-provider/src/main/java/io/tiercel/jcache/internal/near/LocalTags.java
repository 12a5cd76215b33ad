/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.TagMarks;
import io.tiercel.jcache.internal.tier.TagScope;
import java.util.Collection;
import java.util.Set;

/**
 * The tags of a cache whose only tier is this process.
 *
 * @param scope names them
 * @param marks which of them were invalidated
 * @param caches the open caches that have tags, which this one leaves when it is closed
 */
public record LocalTags(TagScope scope, TagMarks marks, Set<LocalTier> caches) {
  /** Returns how tags stand now. */
  EntryTags open(Collection<String> tags) {
    return new EntryTags(scope.keys(tags), 0, marks.now());
  }

  /** Tells whether none of the tags of an entry was invalidated. */
  boolean stand(NearEntry held) {
    EntryTags tags = held.tags();
    return tags == null || marks.stand(tags);
  }

  /** Tells whether an entry has a tag that was known to stand at a mark. */
  static boolean stood(NearEntry held, String key, long mark) {
    EntryTags tags = held.tags();
    return tags != null && tags.keys().contains(key) && tags.seen() >= mark;
  }

  void leave(LocalTier cache) {
    caches.remove(cache);
  }
}
