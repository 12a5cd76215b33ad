/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The tags of an entry, as they stood when what it holds began to be made. Once one of them is
 * invalidated, the entry is absent.
 *
 * @param keys the tags by their keys in Redis, each once
 * @param sum the sum of their epochs modulo 2^32; 0 where no server keeps any
 * @param seen up to which {@linkplain TagMarks mark} of this node they were known to stand
 */
public record EntryTags(List<String> keys, int sum, long seen) {
  /** Known to stand up to any mark: the server has just been asked. */
  public static final long EVER = Long.MAX_VALUE;

  private static final long UNKNOWN = -1;
  private static final int OVERHEAD = 64;

  /** Copies the keys. */
  public EntryTags {
    keys = List.copyOf(keys);
  }

  /** Returns tags of which nothing is known, so that their entry is absent. */
  public static EntryTags unknown(Collection<String> keys) {
    return new EntryTags(List.copyOf(keys), 0, UNKNOWN);
  }

  /** Tells whether it is known how the tags stood. */
  public boolean known() {
    return seen != UNKNOWN;
  }

  /** Returns these tags, known to stand up to the lower of two marks. */
  public EntryTags seenAt(long mark) {
    return mark >= seen ? this : new EntryTags(keys, sum, mark);
  }

  /** Returns the tags of both, which have none in common. */
  public EntryTags with(EntryTags more) {
    List<String> all = new ArrayList<>(keys);
    all.addAll(more.keys);
    return new EntryTags(all, sum + more.sum, Math.min(seen, more.seen));
  }

  /** Returns about how many bytes of memory they take. */
  public int weight() {
    int weight = OVERHEAD;
    for (String key : keys) {
      weight += OVERHEAD + key.length();
    }
    return weight;
  }
}
