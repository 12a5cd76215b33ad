/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import org.jspecify.annotations.Nullable;

/**
 * The place of an entry from when it comes into its map until it leaves: equal to itself alone, so
 * that what is said late of one that has left does not touch the next one of the same key. They
 * share a hash code, though, by which the order knows how often the key was wanted before.
 */
final class NearKey {
  private final NearMap map;
  private final Object key;
  private final int hash;

  NearKey(NearMap map, Object key) {
    this.map = map;
    this.key = key;
    this.hash = map.hash(key);
  }

  /** Returns the map of the cache. */
  NearMap map() {
    return map;
  }

  /** Returns the entry's key within the cache. */
  Object key() {
    return key;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
