/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import io.tiercel.cdi.internal.tenant.CacheRef;
import io.tiercel.cdi.internal.tenant.CurrentTenant;
import io.tiercel.jcache.spi.LoadingCache;
import jakarta.interceptor.InvocationContext;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.annotation.CacheResolver;
import org.jspecify.annotations.Nullable;

/**
 * The cache that the application's resolver chooses at each call; tenants are its own affair.
 *
 * @param resolver asked at each call
 * @param method what it is told of the method
 */
record ResolvedTarget(CacheResolver resolver, MethodDetails<?> method) implements CallTarget {
  @Override
  public CallCache of(InvocationContext call, CurrentTenant current) {
    @Nullable Cache<Object, Object> cache = resolver.resolveCache(method.call(call));
    if (cache == null) {
      throw new CacheException(Messages.resolverAnsweredNull(method, resolver.getClass()));
    }
    return new CallCache(refOf(cache.getName()), loading(cache));
  }

  @SuppressWarnings("unchecked") // the resolver answers for the types
  private LoadingCache<Object, Object> loading(Cache<Object, Object> cache) {
    try {
      return cache.unwrap(LoadingCache.class);
    } catch (IllegalArgumentException foreign) {
      throw new CacheException(Messages.foreignCache(method, cache), foreign);
    }
  }

  private static CacheRef refOf(String cacheName) {
    int end = cacheName.indexOf(':');
    return end < 0
        ? new CacheRef(null, cacheName)
        : new CacheRef(cacheName.substring(0, end), cacheName.substring(end + 1));
  }
}
