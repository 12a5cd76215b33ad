/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Table;

/** The entities of an application, whose table is {@code message}. */
public final class Entities {
  private Entities() {}

  /** A message of a tenant. */
  @MappedSuperclass
  public abstract static class Message implements TenantOwned {
    @Id private long id;
    private String tenant;

    @SuppressWarnings("unused") // read by the provider
    private String body;

    @Override
    public String owningTenant() {
      return tenant;
    }

    Message of(long number, String owner, String text) {
      id = number;
      tenant = owner;
      body = text;
      return this;
    }

    void change(String text) {
      body = text;
    }
  }

  /** Names the listener itself. */
  @Entity(name = "Annotated")
  @EntityListeners(CacheInvalidationListener.class)
  @InvalidatesResource("messages")
  @Table(name = "message")
  public static class Annotated extends Message {}

  /** Leaves the listener to its unit. */
  @Entity(name = "Plain")
  @InvalidatesResource("messages")
  @Table(name = "message")
  public static class Plain extends Message {}
}
