/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import io.tiercel.cdi.internal.operation.CacheCalls;
import io.tiercel.jcache.spi.LoadingCache;
import io.tiercel.tenant.TenantCaches;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Caches whose tenant is found at each call. Safe for many threads. */
public final class InjectedCaches {
  private final TenantCaches caches;
  private final CacheCalls calls;

  InjectedCaches(TenantCaches caches, CacheCalls calls) {
    this.caches = caches;
    this.calls = calls;
  }

  /**
   * Returns the cache of a resource, for whichever tenant is current.
   *
   * @param resource the resource's name
   * @param injectedInto where it is used, for messages
   */
  @SuppressWarnings("unchecked") // the injection point answers for the types
  public <K, V> LoadingCache<K, V> get(String resource, String injectedInto) {
    return (LoadingCache<K, V>)
        Proxy.newProxyInstance(
            InjectedCaches.class.getClassLoader(),
            new Class<?>[] {LoadingCache.class},
            (proxy, method, arguments) ->
                method.getDeclaringClass() == Object.class
                    ? ofObject(proxy, method, arguments, resource)
                    : call(method, arguments, resource, injectedInto));
  }

  /**
   * Returns the cache of a resource, for the tenant that is current now.
   *
   * @param resource the resource's name
   * @param caller who uses it, for messages
   * @throws io.tiercel.cdi.TenantRequiredException if the resource belongs to tenants and none is
   *     named
   */
  public LoadingCache<Object, Object> ofNow(String resource, String caller) {
    String tenant = calls.isShared(resource) ? null : calls.tenants().get(resource, caller);
    return caches.cache(tenant, resource);
  }

  private @Nullable Object call(
      Method method, @Nullable Object @Nullable [] arguments, String resource, String injectedInto)
      throws Throwable {
    if (method.getName().equals("close")) {
      throw new UnsupportedOperationException(Messages.closeOfInjected(resource, injectedInto));
    }
    try {
      return method.invoke(ofNow(resource, injectedInto), arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object ofObject(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments, String resource) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "the cache '" + resource + "' of the current tenant";
    };
  }
}
