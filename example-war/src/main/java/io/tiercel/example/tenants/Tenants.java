/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.tenants;

import io.tiercel.example.rest.InboxUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import javax.cache.annotation.CacheResult;

/** The tenants. Their cache belongs to no tenant: {@code scope = shared}. */
@ApplicationScoped
public class Tenants {
  @Inject @InboxUnit EntityManager entities;

  /** Returns all tenants by name. */
  @CacheResult(cacheName = "tenants")
  public List<TenantView> list() {
    return entities
        .createNamedQuery(Tenant.LIST, Tenant.class)
        .getResultStream()
        .map(Tenant::view)
        .toList();
  }

  /** Tells whether there is such a tenant. */
  public boolean exists(String id) {
    return entities.find(Tenant.class, id) != null;
  }
}
