/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import org.jspecify.annotations.Nullable;

/**
 * One change of one entry, decided and made in a single step by the tier that holds the truth.
 *
 * @param condition what must hold for the change to be made
 * @param expected the stamp that the condition compares with, else 0
 * @param expectedValue the value that {@link Condition#EQUAL} compares with, else null
 * @param value the new value, or null to remove the entry
 * @param life the life of the entry
 * @param wantPrevious whether the result must carry the entry as it was before
 * @param decides whether the application acts on the outcome, so that it must not be guessed
 * @param tags the tags of the new value, or of the absence, null for none
 */
public record EntryWrite(
    Condition condition,
    long expected,
    @Nullable StoredValue expectedValue,
    @Nullable StoredValue value,
    Life life,
    boolean wantPrevious,
    boolean decides,
    @Nullable EntryTags tags) {

  /**
   * How long an entry lives.
   *
   * @param created if the write creates it
   * @param updated if the write updates it
   */
  public record Life(long created, long updated) {}

  /**
   * Returns the life of the entry if the write creates it; without a value, how long it is
   * remembered that the source has none, {@link Ttl#ZERO} for not at all.
   */
  public long createTtl() {
    return life.created();
  }

  /** Returns the life of the entry if the write updates it. */
  public long updateTtl() {
    return life.updated();
  }

  /** What must hold for a change to be made. */
  public enum Condition {
    /** Nothing. */
    ANY,
    /** No live entry. */
    ABSENT,
    /** A live entry. */
    PRESENT,
    /** A live entry made by the write of this stamp. */
    STAMP,
    /** An entry made by the write of this stamp, live or stale. */
    SEEN,
    /** A live entry whose value equals this one. */
    EQUAL,
    /** The lease of this stamp: nothing has happened to the entry since the load was announced. */
    LEASED
  }

  /** Returns a write that stores a value. */
  public static EntryWrite put(
      StoredValue value, long createTtl, long updateTtl, boolean wantPrevious) {
    return new EntryWrite(
        Condition.ANY, 0, null, value, new Life(createTtl, updateTtl), wantPrevious, false, null);
  }

  /** Returns a write that removes the entry. */
  public static EntryWrite remove(boolean wantPrevious) {
    return new EntryWrite(
        Condition.ANY, 0, null, null, new Life(Ttl.ZERO, Ttl.ZERO), wantPrevious, false, null);
  }

  /** Returns a write that removes the entry, and remembers for a time that the source has none. */
  public static EntryWrite absence(long ttl) {
    return new EntryWrite(
        Condition.ANY, 0, null, null, new Life(ttl, Ttl.ZERO), false, false, null);
  }

  /** Returns this write, made only if there is no live entry. */
  public EntryWrite ifAbsent() {
    return with(Condition.ABSENT, 0, null);
  }

  /** Returns this write, made only if nothing has happened to the entry since its lease. */
  public EntryWrite ifLeased(LoadLease lease) {
    return with(Condition.LEASED, lease.stamp(), null);
  }

  /** Returns this write, made only if there is a live entry. */
  public EntryWrite ifPresent() {
    return with(Condition.PRESENT, 0, null);
  }

  /** Returns this write, made only if the entry is still the one seen. */
  public EntryWrite ifStamp(long stamp) {
    return with(Condition.STAMP, stamp, null);
  }

  /** Returns this write, made only if the entry is still the one seen, be it past its end. */
  public EntryWrite ifSeen(TierEntry entry) {
    return with(Condition.SEEN, entry.stamp(), null);
  }

  /** Returns this write, made only if the entry's value equals the given one. */
  public EntryWrite ifEqual(StoredValue equalTo) {
    return with(Condition.EQUAL, 0, equalTo);
  }

  /** Returns this write, on whose outcome the application acts. */
  public EntryWrite deciding() {
    return new EntryWrite(
        condition, expected, expectedValue, value, life, wantPrevious, true, tags);
  }

  /** Returns this write, of which something is taken for made even where it fails. */
  public EntryWrite guessed() {
    return new EntryWrite(
        condition, expected, expectedValue, value, life, wantPrevious, false, tags);
  }

  /** Returns this write, of a value with tags, or without any. */
  public EntryWrite tagged(@Nullable EntryTags newTags) {
    return new EntryWrite(
        condition, expected, expectedValue, value, life, wantPrevious, decides, newTags);
  }

  /** Tells whether the write removes, and nothing else. */
  public boolean removes() {
    return value == null && createTtl() == Ttl.ZERO;
  }

  /** Tells whether the write removes, and remembers that the source has nothing. */
  public boolean remembersAbsence() {
    return value == null && createTtl() != Ttl.ZERO;
  }

  private EntryWrite with(Condition other, long expectation, @Nullable StoredValue equalTo) {
    return new EntryWrite(other, expectation, equalTo, value, life, wantPrevious, decides, tags);
  }
}
