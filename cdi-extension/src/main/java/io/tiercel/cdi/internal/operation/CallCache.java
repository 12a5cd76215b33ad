/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import io.tiercel.cdi.internal.tenant.CacheRef;
import io.tiercel.jcache.spi.LoadingCache;
import io.tiercel.tenant.TenantCaches;
import org.jspecify.annotations.Nullable;

/**
 * The cache that a call reaches.
 *
 * @param ref which it is
 * @param resolved the cache itself where the application's resolver chose it, else null
 */
record CallCache(CacheRef ref, @Nullable LoadingCache<Object, Object> resolved) {

  static CallCache of(@Nullable String tenant, String resource) {
    return new CallCache(new CacheRef(tenant, resource), null);
  }

  LoadingCache<Object, Object> open(TenantCaches caches) {
    return resolved == null ? caches.cache(ref.tenant(), ref.resource()) : resolved;
  }

  /** A resolver's cache that no tenant owns is no resource, and nothing depends on it. */
  boolean cascades() {
    return resolved == null || ref.tenant() != null;
  }

  void put(TenantCaches caches, Object key, Object value) {
    if (resolved == null) {
      caches.put(ref.tenant(), ref.resource(), key, value);
    } else if (caches.cacheOnWrite()) {
      resolved.put(key, value);
    } else {
      resolved.remove(key);
    }
  }

  void remove(TenantCaches caches, Object key) {
    if (resolved == null) {
      caches.remove(ref.tenant(), ref.resource(), key);
    } else {
      resolved.remove(key);
    }
  }
}
