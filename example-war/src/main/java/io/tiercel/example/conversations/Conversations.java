/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.conversations;

import io.tiercel.cdi.CacheTags;
import io.tiercel.example.contacts.Contact;
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
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;

/** The conversations of the current tenant. */
@ApplicationScoped
@CacheDefaults(cacheName = "conversations")
public class Conversations {
  @Inject @InboxUnit EntityManager entities;
  @Inject CurrentTenant tenant;
  @Inject Clock clock;

  /** Returns the first page, latest first. */
  @CacheResult
  public Page<ConversationView> list() {
    return select(0, Page.SIZE);
  }

  /** Returns any page, latest first. */
  @CacheResult
  public Page<ConversationView> page(int page, int size) {
    return select(page, size);
  }

  /**
   * Returns one conversation.
   *
   * @throws jakarta.ws.rs.NotFoundException if the tenant has none of this id
   */
  @CacheResult(cacheName = "conversation")
  @CacheTags("conversation:{id}")
  public ConversationView conversation(String id) {
    List<ConversationView> found =
        entities
            .createNamedQuery(Conversation.ONE, ConversationView.class)
            .setParameter("tenant", tenant.id())
            .setParameter("id", Ids.number(id))
            .getResultList();
    if (found.isEmpty()) {
      throw Problem.missing("conversation", id);
    }
    return found.get(0);
  }

  /**
   * Adds a conversation.
   *
   * @throws jakarta.ws.rs.BadRequestException if the tenant has no such contact
   */
  @Transactional
  @CacheRemoveAll
  public ConversationView create(ConversationDraft draft) {
    Conversation conversation =
        new Conversation(contact(draft.contactId()), draft, clock.instant());
    entities.persist(conversation);
    entities.flush();
    return conversation.view();
  }

  /**
   * Changes a conversation.
   *
   * @throws jakarta.ws.rs.NotFoundException if the tenant has none of this id
   * @throws jakarta.ws.rs.BadRequestException if the tenant has no such contact
   */
  @Transactional
  @CacheRemoveAll
  public ConversationView update(long id, ConversationDraft draft) {
    Conversation conversation = own(id);
    conversation.change(contact(draft.contactId()), draft);
    entities.flush();
    return conversation.view();
  }

  /**
   * Deletes a conversation with its messages.
   *
   * @throws jakarta.ws.rs.NotFoundException if the tenant has none of this id
   */
  @Transactional
  @CacheRemoveAll
  public void delete(long id) {
    entities.remove(own(id));
  }

  private Contact contact(long id) {
    Contact contact = entities.find(Contact.class, id);
    if (contact == null || !contact.owningTenant().equals(tenant.id())) {
      throw Problem.refused("There is no contact " + id + ".");
    }
    return contact;
  }

  private Conversation own(long id) {
    Conversation conversation = entities.find(Conversation.class, id);
    if (conversation == null || !conversation.tenantId().equals(tenant.id())) {
      throw Problem.missing("conversation", id);
    }
    return conversation;
  }

  private Page<ConversationView> select(int page, int size) {
    return Page.of(
        entities
            .createNamedQuery(Conversation.PAGE, ConversationView.class)
            .setParameter("tenant", tenant.id()),
        page,
        size);
  }
}
