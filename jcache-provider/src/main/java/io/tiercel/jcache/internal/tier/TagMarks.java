/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * When this node last learned of the invalidation of each tag, in marks that are counted up.
 * Striped over all tags: two that share a stripe void each other's entries in this process, so that
 * tags cost no memory. Safe for many threads.
 */
public final class TagMarks {
  private static final int STRIPES = 1 << 14;

  private final AtomicLong last = new AtomicLong();
  private final AtomicLongArray marks = new AtomicLongArray(STRIPES);

  /** Returns the last mark, to be taken before an entry is fetched or its value is made. */
  public long now() {
    return last.get();
  }

  /** Notes that a tag was invalidated; returns the mark of the time before, 0 for the first. */
  public long invalidated(String key) {
    return marks.getAndAccumulate(stripe(key), last.incrementAndGet(), Math::max);
  }

  /** Tells whether none of the tags was invalidated since they were seen to stand. */
  public boolean stand(EntryTags tags) {
    for (String key : tags.keys()) {
      if (marks.get(stripe(key)) > tags.seen()) {
        return false;
      }
    }
    return tags.known();
  }

  private static int stripe(String key) {
    int hash = key.hashCode();
    return (hash ^ hash >>> 16) & STRIPES - 1;
  }
}
