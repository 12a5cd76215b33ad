/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Where the entries of one cache live. Every write is decided and made in one step: of two
 * concurrent writes of a key, one sees the other. Keys are canonical: equal where the application's
 * keys are equal. Safe for many threads.
 *
 * <p>Every method may throw {@link TierFailure} where the tier is not in this process.
 */
public interface Tier extends AutoCloseable {
  /** Returns the live entry of a key, or its absence. */
  TierEntry find(Object key);

  /**
   * Returns what {@link #find} does, in fewer trips if the entry has tags among these.
   *
   * @param tags what the caller would tag the entry with
   */
  default TierEntry find(Object key, Collection<String> tags) {
    return find(key);
  }

  /** Returns what {@link #find} does, for an operation that answers a decision made from it. */
  default TierEntry findToDecide(Object key) {
    return find(key);
  }

  /** Returns the live entry of a key, or its absence, where that is known without a trip. */
  default TierEntry findNear(Object key) {
    return TierEntry.ABSENT;
  }

  /** Returns the live entries of some keys; keys without one are not in the answer. */
  Map<Object, TierEntry> findAll(Collection<Object> keys);

  /**
   * Returns what may serve of some keys while the tier cannot be asked: nothing, unless this
   * process holds copies.
   */
  default Map<Object, TierEntry> findDegraded(Collection<Object> keys) {
    return Map.of();
  }

  /**
   * Returns the live entry of a key after giving it a new life, in one step, or its absence.
   *
   * @param ttl the life from now on; {@link Ttl#ZERO} removes the entry, which is still returned
   */
  TierEntry findAndTouch(Object key, long ttl);

  /**
   * Gives an entry a new life if it is still the one seen.
   *
   * @param ttl the life from now on; {@link Ttl#ZERO} removes the entry
   */
  void touch(Object key, TierEntry seen, long ttl);

  /**
   * Announces loads. A granted lease ends with the next write or removal of its entry, with a
   * clear, and by time; until then nobody else is granted one.
   *
   * @param takeOver whether the leases of others end, and what is known of the source is forgotten
   * @return one answer for each key
   */
  Map<Object, LoadLease> lease(Collection<Object> keys, boolean takeOver);

  /**
   * Returns what {@link #lease} does for one key, for who has not looked for its entry yet. One
   * trip where {@link #find} and a lease are two.
   */
  default LoadLease findOrLease(Object key) {
    return lease(List.of(key), false).getOrDefault(key, LoadLease.NONE);
  }

  /**
   * Tells whether this caller is to load an entry anew that is still there: if it is still the one
   * seen, and nobody else was told so for the time that a load may take.
   */
  default boolean refresh(Object key, TierEntry seen) {
    return true;
  }

  /**
   * Waits until no processor of another node works on an entry, for a time, and keeps the next ones
   * from it.
   */
  default EntryLock lock(Object key) {
    return EntryLock.NONE;
  }

  /**
   * Returns how tags stand, for an entry whose value is made from now on: {@linkplain
   * EntryTags#known() unknown} where that cannot be told.
   *
   * @param life how long the entry lives, {@link Ttl#ETERNAL} for ever
   */
  EntryTags openTags(Collection<String> tags, long life);

  /** Makes one change, or refuses it. */
  WriteResult write(Object key, EntryWrite write);

  /**
   * Makes the changes key by key, in one trip where the tier is remote. One result for each key.
   */
  Map<Object, WriteResult> writeAll(Map<Object, EntryWrite> writes);

  /** Drops all entries of the cache. */
  DropCount clear();

  /**
   * Drops what this process holds of the cache's entries; remote entries stay, and copies of them
   * do not count.
   */
  DropCount forget();

  /**
   * Returns the live entries, each at most once, in no order. An entry that lives during the whole
   * iteration is returned; one that comes or goes meanwhile may be.
   */
  Iterator<Map.Entry<Object, TierEntry>> iterator();

  /** Forgets the cache in this process; remote entries stay. */
  @Override
  void close();
}
