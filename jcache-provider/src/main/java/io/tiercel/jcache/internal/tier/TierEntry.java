/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.spi.TierLevel;
import org.jspecify.annotations.Nullable;

/**
 * What a tier knows of one key: a live entry, or its absence. Immutable.
 *
 * <p>A live entry holds its value either ready to be handed out (an immutable object, a reference
 * of a by-reference cache, or one decoded for this very caller) or encoded, to be decoded for each
 * caller.
 */
public final class TierEntry {
  /** The deadline of an eternal entry. */
  public static final long NEVER = Long.MAX_VALUE;

  /** The absence of an entry. */
  public static final TierEntry ABSENT = new TierEntry(null, 0, 0, TierLevel.L3, null);

  private final @Nullable StoredValue value;
  private final long stamp;
  private final long expiresAtMillis;
  private final TierLevel level;
  private final @Nullable EntryTags tags;

  private TierEntry(
      @Nullable StoredValue value,
      long stamp,
      long expiresAtMillis,
      TierLevel level,
      @Nullable EntryTags tags) {
    this.value = value;
    this.stamp = stamp;
    this.expiresAtMillis = expiresAtMillis;
    this.level = level;
    this.tags = tags;
  }

  /**
   * Returns a live entry.
   *
   * @param value the value in the forms it is at hand
   * @param stamp the unique mark of the write that made it
   * @param expiresAtMillis its deadline by this node's clock, {@link #NEVER} if eternal
   * @param level the tier it was found in
   */
  public static TierEntry of(StoredValue value, long stamp, long expiresAtMillis, TierLevel level) {
    return new TierEntry(value, stamp, expiresAtMillis, level, null);
  }

  /** Returns this live entry with tags, or without any. */
  public TierEntry tagged(@Nullable EntryTags newTags) {
    return newTags == null && tags == null
        ? this
        : new TierEntry(value, stamp, expiresAtMillis, level, newTags);
  }

  /** Returns the entry's tags, or null if it has none. */
  public @Nullable EntryTags tags() {
    return tags;
  }

  /** Tells whether there is an entry. */
  public boolean present() {
    return value != null;
  }

  /** Returns the value in the forms it is at hand; to be called only for a live entry. */
  public StoredValue value() {
    return requireNonNull(value, "value");
  }

  /** Returns the unique mark of the write that made the entry. */
  public long stamp() {
    return stamp;
  }

  /** Returns the deadline by this node's clock, {@link #NEVER} if eternal. */
  public long expiresAtMillis() {
    return expiresAtMillis;
  }

  /** Returns the tier in which it was found. */
  public TierLevel level() {
    return level;
  }

  /** Tells whether the deadline has come. */
  public boolean expiredAt(long nowMillis) {
    return expiresAtMillis != NEVER && expiresAtMillis <= nowMillis;
  }
}
