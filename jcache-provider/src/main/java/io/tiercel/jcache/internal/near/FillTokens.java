/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import io.tiercel.jcache.internal.tier.TagMarks;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counters that tell whether an entry was changed while a copy of it was being fetched: taken
 * before the fetch, compared when the copy is put in. Striped over all keys of a manager; a
 * collision only refuses a copy. Safe for many threads.
 */
public final class FillTokens {
  private static final int STRIPES = 1 << 14;

  private final AtomicLongArray tokens = new AtomicLongArray(STRIPES);
  private final TagMarks tags;

  /** Creates the counters of a manager, beside those of its tags. */
  public FillTokens(TagMarks tags) {
    this.tags = tags;
  }

  /** Returns which tags were invalidated. */
  TagMarks tags() {
    return tags;
  }

  /**
   * Returns the token of a key, to be taken before its entry is fetched.
   *
   * @param hash the key's {@linkplain NearMap#hash number}, here and below
   */
  long take(int hash) {
    return tokens.get(stripe(hash));
  }

  /** Marks a key as changed; returns its new token. */
  long advance(int hash) {
    return tokens.incrementAndGet(stripe(hash));
  }

  /** Marks a key as changed if its token is still the one taken; tells whether it was. */
  boolean redeem(int hash, long token) {
    return tokens.compareAndSet(stripe(hash), token, token + 1);
  }

  private static int stripe(int hash) {
    return (hash ^ hash >>> 16) & STRIPES - 1;
  }
}
