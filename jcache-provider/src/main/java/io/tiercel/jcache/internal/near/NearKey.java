/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

/**
 * An entry's key in the map that all caches of a manager share.
 *
 * @param cache the number of the cache within the manager
 * @param key the entry's key within the cache
 */
record NearKey(int cache, Object key) {
  @Override
  public int hashCode() {
    return 31 * key.hashCode() + cache;
  }
}
