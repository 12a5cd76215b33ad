/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import java.util.Collection;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * A cache's place among all caches.
 *
 * @param name the cache's name, {@code tenant:resource} or a plain name
 * @param tenant the tenant, or null for a plain name
 * @param resource the resource; the whole name for a plain one
 * @param version the version of the resource's schema
 */
public record CacheAddress(String name, @Nullable String tenant, String resource, String version) {
  /**
   * Splits a cache's name at its first colon; without one before and behind it, the name is plain.
   */
  public static CacheAddress of(String name, String version) {
    int colon = name.indexOf(':');
    return colon <= 0 || colon == name.length() - 1
        ? new CacheAddress(name, null, name, version)
        : new CacheAddress(name, name.substring(0, colon), name.substring(colon + 1), version);
  }

  /** Returns what is kept for the caches of a tenant, a view, however many others there are. */
  public static <T> Collection<T> ofTenant(String tenant, NavigableMap<String, T> byName) {
    char behind = ':' + 1;
    return byName.subMap(tenant + ':', false, tenant + behind, false).values();
  }
}
