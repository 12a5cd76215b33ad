/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import org.jspecify.annotations.Nullable;

/**
 * What became of an {@link EntryWrite}.
 *
 * @param outcome what was done
 * @param entry the entry as it was before, where the write asked for it or was refused because of
 *     it; null otherwise and where there was none
 * @param written the entry as it is now, where a remote tier stored it; null otherwise
 */
public record WriteResult(Outcome outcome, @Nullable TierEntry entry, @Nullable TierEntry written) {
  /** What was done. */
  public enum Outcome {
    /** There was no live entry; there is now. */
    CREATED,
    /** The live entry has the new value. */
    UPDATED,
    /** The live entry is gone, as asked. */
    REMOVED,
    /** The live entry is gone because its new life is zero. */
    EXPIRED,
    /** There was no live entry, and its life would have been zero: nothing is stored. */
    NOT_STORED,
    /** There is no entry, and it is remembered that the source has none. */
    REMEMBERED_ABSENT,
    /** There was nothing to remove. */
    ABSENT,
    /** The condition did not hold; nothing was changed. */
    REFUSED,
    /** The tier could not be asked; nothing is known. */
    UNKNOWN
  }

  /** Returns a result without an entry. */
  public static WriteResult of(Outcome outcome) {
    return new WriteResult(outcome, null, null);
  }

  /** Returns a result with the entry as it was before, or as it refused the write. */
  public static WriteResult of(Outcome outcome, @Nullable TierEntry entry) {
    return new WriteResult(outcome, entry, null);
  }

  /** Tells whether a live entry was created or updated. */
  public boolean stored() {
    return outcome == Outcome.CREATED || outcome == Outcome.UPDATED;
  }
}
