/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.tenants;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

/**
 * A customer of the inbox. Tenants do not change while the application runs, so they alone may stay
 * in the persistence provider's own cache: looking one up for each request costs no statement.
 */
@Entity
@Cacheable
@Table(name = "tenants")
@NamedQuery(name = Tenant.LIST, query = "select t from Tenant t order by t.name")
public class Tenant {
  static final String LIST = "Tenant.list";

  @Id private String id;
  private String name;

  @Enumerated(EnumType.STRING)
  private Plan plan;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init") // JPA sets the fields
  protected Tenant() {}

  TenantView view() {
    return new TenantView(id, name, plan);
  }
}
