/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.cdi.CacheInvalidationListener;
import io.tiercel.cdi.InvalidatesResource;
import io.tiercel.cdi.TenantOwned;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An entity of the tests' application. */
@Entity
@EntityListeners(CacheInvalidationListener.class)
@InvalidatesResource("messages")
@Table(name = "message")
public class StoredMessage implements TenantOwned {
  @Id private long id;
  private String tenant;
  private String body;

  protected StoredMessage() {}

  StoredMessage(long id, String tenant, String body) {
    this.id = id;
    this.tenant = tenant;
    this.body = body;
  }

  @Override
  public String owningTenant() {
    return tenant;
  }

  void change(String text) {
    body = text;
  }

  String body() {
    return body;
  }
}
