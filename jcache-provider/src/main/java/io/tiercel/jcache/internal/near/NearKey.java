/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

/**
 * The place of an entry from when it comes into its map until it leaves: equal to itself alone, so
 * that what is said late of one that has left does not touch the next one of the same key.
 */
final class NearKey {
  private final NearMap map;
  private final Object key;

  NearKey(NearMap map, Object key) {
    this.map = map;
    this.key = key;
  }

  /** Returns the map of the cache. */
  NearMap map() {
    return map;
  }

  /** Returns the entry's key within the cache. */
  Object key() {
    return key;
  }
}
