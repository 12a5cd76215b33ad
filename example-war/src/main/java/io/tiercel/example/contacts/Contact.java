/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.contacts;

import io.tiercel.cdi.CacheInvalidationListener;
import io.tiercel.cdi.InvalidatesResource;
import io.tiercel.cdi.TenantOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person who writes to a tenant. */
@Entity
@Table(name = "contacts")
@NamedQuery(
    name = Contact.PAGE,
    query =
        "select new io.tiercel.example.contacts.ContactView("
            + "c.id, c.name, c.email, c.phone, c.company, c.createdAt)"
            + " from Contact c where c.tenantId = :tenant order by c.name, c.id")
@NamedQuery(
    name = Contact.ONE,
    query =
        "select new io.tiercel.example.contacts.ContactView("
            + "c.id, c.name, c.email, c.phone, c.company, c.createdAt)"
            + " from Contact c where c.tenantId = :tenant and c.id = :id")
@EntityListeners(CacheInvalidationListener.class)
@InvalidatesResource("contacts")
public class Contact implements TenantOwned {
  static final String PAGE = "Contact.page";
  static final String ONE = "Contact.one";

  @Id
  @SequenceGenerator(name = "contacts", sequenceName = "contacts_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "contacts")
  private long id;

  @Column(name = "tenant_id", updatable = false)
  private String tenantId;

  private String name;
  private String email;
  private @Nullable String phone;
  private @Nullable String company;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Version private int version;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init") // JPA sets the fields
  protected Contact() {}

  Contact(String tenantId, ContactDraft draft, Instant createdAt) {
    this.tenantId = tenantId;
    this.createdAt = createdAt;
    this.name = draft.name();
    this.email = draft.email();
    this.phone = draft.phone();
    this.company = draft.company();
  }

  /** The id. */
  public long id() {
    return id;
  }

  /** The full name. */
  public String name() {
    return name;
  }

  /** The tenant that the contact belongs to; its caches are the ones that changes make old. */
  @Override
  public String owningTenant() {
    return tenantId;
  }

  void change(ContactDraft draft) {
    this.name = draft.name();
    this.email = draft.email();
    this.phone = draft.phone();
    this.company = draft.company();
  }

  ContactView view() {
    return new ContactView(id, name, email, phone, company, createdAt);
  }
}
