/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import io.tiercel.cdi.InvalidatesResource;
import io.tiercel.cdi.TenantOwned;
import io.tiercel.cdi.internal.operation.CacheCalls;
import io.tiercel.cdi.internal.tenant.CacheRef;
import io.tiercel.jcache.spi.Invalidation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Invalidates what changed entities name. Safe for many threads. */
public final class EntityChanges {
  private static final System.Logger LOG = System.getLogger(EntityChanges.class.getName());

  private final CacheCalls calls;

  /** The entities of which it was said that they change outside JTA transactions. */
  private final Set<String> outside = ConcurrentHashMap.newKeySet();

  EntityChanges(CacheCalls calls) {
    this.calls = calls;
  }

  /**
   * Invalidates the resources of an entity with their dependents, after the commit.
   *
   * @param entity the entity that was created, updated or removed
   * @param resources what it names
   */
  public void changed(Object entity, InvalidatesResource resources) {
    for (String resource : resources.value()) {
      var cache = new CacheRef(tenantOf(entity, resource), resource);
      boolean deferred = calls.apply(calls.invalidating(cache, Invalidation.Reason.ENTITY));
      if (!deferred && outside.add(entity.getClass().getName())) {
        LOG.log(System.Logger.Level.WARNING, Messages.outsideTransaction(entity.getClass()));
      }
    }
  }

  private @Nullable String tenantOf(Object entity, String resource) {
    if (calls.isShared(resource)) {
      return null;
    }
    return entity instanceof TenantOwned owned
        ? owned.owningTenant()
        : calls.tenants().get(resource, entity.getClass().getName());
  }
}
