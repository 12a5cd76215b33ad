/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.contacts;

import io.tiercel.example.rest.Ids;
import io.tiercel.example.rest.InboxUnit;
import io.tiercel.example.rest.Page;
import io.tiercel.example.rest.Problem;
import io.tiercel.example.tenants.CurrentTenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheResult;

/**
 * The contacts of the current tenant. Nothing here invalidates: {@link Contact} says what its
 * changes make old.
 */
@ApplicationScoped
@CacheDefaults(cacheName = "contacts")
public class Contacts {
  @Inject @InboxUnit EntityManager entities;
  @Inject CurrentTenant tenant;
  @Inject Clock clock;

  /** Returns the first page, by name. */
  @CacheResult
  public Page<ContactView> list() {
    return select(0, Page.SIZE);
  }

  /** Returns any page, by name. */
  @CacheResult
  public Page<ContactView> page(int page, int size) {
    return select(page, size);
  }

  /**
   * Returns one contact.
   *
   * @throws jakarta.ws.rs.NotFoundException if the tenant has none of this id
   */
  @CacheResult(cacheName = "contact")
  public ContactView contact(String id) {
    List<ContactView> found =
        entities
            .createNamedQuery(Contact.ONE, ContactView.class)
            .setParameter("tenant", tenant.id())
            .setParameter("id", Ids.number(id))
            .getResultList();
    if (found.isEmpty()) {
      throw Problem.missing("contact", id);
    }
    return found.get(0);
  }

  /** Returns a tenant's first contacts by their ids, as {@link #contact} answers them. */
  public Map<String, ContactView> firstOf(String tenantId) {
    return entities
        .createNamedQuery(Contact.PAGE, ContactView.class)
        .setParameter("tenant", tenantId)
        .setMaxResults(Page.SIZE)
        .getResultStream()
        .collect(Collectors.toMap(contact -> Long.toString(contact.id()), contact -> contact));
  }

  /** Adds a contact. */
  @Transactional
  public ContactView create(ContactDraft draft) {
    Contact contact = new Contact(tenant.id(), draft, clock.instant());
    entities.persist(contact);
    entities.flush();
    return contact.view();
  }

  /**
   * Changes a contact.
   *
   * @throws jakarta.ws.rs.NotFoundException if the tenant has none of this id
   */
  @Transactional
  public ContactView update(long id, ContactDraft draft) {
    Contact contact = own(id);
    contact.change(draft);
    entities.flush();
    return contact.view();
  }

  /**
   * Deletes a contact with its conversations.
   *
   * @throws jakarta.ws.rs.NotFoundException if the tenant has none of this id
   */
  @Transactional
  public void delete(long id) {
    entities.remove(own(id));
  }

  private Contact own(long id) {
    Contact contact = entities.find(Contact.class, id);
    if (contact == null || !contact.owningTenant().equals(tenant.id())) {
      throw Problem.missing("contact", id);
    }
    return contact;
  }

  private Page<ContactView> select(int page, int size) {
    return Page.of(
        entities
            .createNamedQuery(Contact.PAGE, ContactView.class)
            .setParameter("tenant", tenant.id()),
        page,
        size);
  }
}
