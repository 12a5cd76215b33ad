/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import io.tiercel.cdi.internal.EntityChanges;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;

/**
 * A JPA entity listener: {@code @EntityListeners(CacheInvalidationListener.class)} beside {@link
 * InvalidatesResource} keeps caches true to the entities that go through an {@code EntityManager}.
 * Entities without {@link InvalidatesResource} are passed over, so it may be a default listener of
 * the persistence unit too.
 *
 * <p>Within a JTA transaction the resources are invalidated after its commit, once each, and not at
 * all after a rollback. A node that dies between the two leaves old entries until they expire.
 *
 * <p>Nothing tells a listener when a transaction of another kind commits. So an application does
 * not start while {@code persistence.xml} lists an entity with {@link InvalidatesResource} in a
 * unit of the type {@code RESOURCE_LOCAL}. Where a unit finds its entities by itself that is not
 * seen: then the resources are invalidated when the change is flushed, which is said once for each
 * entity, and a reader on another thread may store the old rows anew until the commit.
 */
public class CacheInvalidationListener {
  /** Creates the listener; the persistence provider does. */
  public CacheInvalidationListener() {}

  /**
   * Invalidates what the entity names.
   *
   * @param entity the entity that was created, updated or removed
   * @throws IllegalStateException if there is no CDI container
   * @throws TenantRequiredException if nothing names the tenant
   */
  @PostPersist
  @PostUpdate
  @PostRemove
  public void changed(Object entity) {
    InvalidatesResource resources = entity.getClass().getAnnotation(InvalidatesResource.class);
    if (resources != null) {
      CDI.current().select(EntityChanges.class).get().changed(entity, resources);
    }
  }
}
