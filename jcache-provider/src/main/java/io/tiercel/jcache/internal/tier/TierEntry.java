/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.spi.TierLevel;
import org.jspecify.annotations.Nullable;

/**
 * What a tier knows of one key: a live entry, or its absence. An absent one may be stale: past its
 * end, but not yet gone. Immutable; what holds entries may add to it how it does.
 *
 * <p>A live entry holds its value either ready to be handed out (an immutable object, a reference
 * of a by-reference cache, or one decoded for this very caller) or encoded, to be decoded for each
 * caller.
 */
public class TierEntry {
  /** The deadline of an eternal entry. */
  public static final long NEVER = Long.MAX_VALUE;

  /** The absence of an entry. */
  public static final TierEntry ABSENT = new TierEntry(null, 0, 0, TierLevel.L3, Marks.NONE);

  /** The absence of an entry of which it is known that the source has none either. */
  public static final TierEntry KNOWN_ABSENT = absentUntil(NEVER);

  private final @Nullable Object held;
  private final @Nullable StoredValue value;
  private final long stamp;
  private final long expiresAtMillis;
  private final TierLevel level;
  private final boolean stale;
  private final @Nullable EntryTags tags;

  private TierEntry(
      @Nullable StoredValue value, long stamp, long expiresAtMillis, TierLevel level, Marks marks) {
    this.held = value == null ? null : value.held();
    this.value = value;
    this.stamp = stamp;
    this.expiresAtMillis = expiresAtMillis;
    this.level = level;
    this.stale = marks.stale();
    this.tags = marks.tags();
  }

  /** Creates an entry with all that another has. */
  protected TierEntry(TierEntry other) {
    this(
        other.value,
        other.stamp,
        other.expiresAtMillis,
        other.level,
        new Marks(other.stale, other.tags));
  }

  /** What few entries are or have. */
  private record Marks(boolean stale, @Nullable EntryTags tags) {
    static final Marks NONE = new Marks(false, null);
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
    return new TierEntry(value, stamp, expiresAtMillis, level, Marks.NONE);
  }

  /** Returns the knowledge, until a deadline by this node's clock, that the source has nothing. */
  public static TierEntry absentUntil(long expiresAtMillis) {
    return new TierEntry(null, 0, expiresAtMillis, TierLevel.L3, Marks.NONE);
  }

  /** Returns this entry as one that is past its end. */
  public final TierEntry asStale() {
    return new TierEntry(value, stamp, expiresAtMillis, level, new Marks(true, tags));
  }

  /** Tells whether there is an entry past its end, for those who can do with it. */
  public final boolean stale() {
    return stale;
  }

  /** Tells whether there is no entry, and it is known that the source has none either. */
  public final boolean knownAbsent() {
    return value == null && this != ABSENT;
  }

  /** Returns what this is with tags, or without any. */
  public final TierEntry tagged(@Nullable EntryTags newTags) {
    return newTags == null && tags == null
        ? this
        : new TierEntry(value, stamp, expiresAtMillis, level, new Marks(stale, newTags));
  }

  /** Returns the tags of the entry, or of its known absence, or null if it has none. */
  public final @Nullable EntryTags tags() {
    return tags;
  }

  /** Tells whether there is an entry. */
  public final boolean present() {
    return value != null && !stale;
  }

  /** Returns what {@link StoredValue#held} does, without a look at another object. */
  final @Nullable Object held() {
    return held;
  }

  /** Returns the value in the forms it is at hand; to be called only for an entry. */
  public final StoredValue value() {
    return requireNonNull(value, "value");
  }

  /** Returns the unique mark of the write that made the entry. */
  public final long stamp() {
    return stamp;
  }

  /** Returns the deadline by this node's clock, {@link #NEVER} if eternal. */
  public final long expiresAtMillis() {
    return expiresAtMillis;
  }

  /** Returns the tier in which it was found. */
  public final TierLevel level() {
    return level;
  }

  /** Tells whether the deadline has come. */
  public final boolean expiredAt(long nowMillis) {
    return expiresAtMillis != NEVER && expiresAtMillis <= nowMillis;
  }
}
