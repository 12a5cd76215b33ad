/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.messages;

import io.tiercel.cdi.CacheTags;
import io.tiercel.example.conversations.Conversation;
import io.tiercel.example.rest.Ids;
import io.tiercel.example.rest.InboxUnit;
import io.tiercel.example.rest.Page;
import io.tiercel.example.rest.Problem;
import io.tiercel.example.tenants.CurrentTenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;

/** The messages of the current tenant. */
@ApplicationScoped
@CacheDefaults(cacheName = "messages")
public class Messages {
  @Inject @InboxUnit EntityManager entities;
  @Inject CurrentTenant tenant;
  @Inject Clock clock;

  /** Returns the first page, latest first. */
  @CacheResult
  public Page<MessageView> list() {
    return select(0, Page.SIZE);
  }

  /** Returns any page, latest first. */
  @CacheResult
  public Page<MessageView> page(int page, int size) {
    return select(page, size);
  }

  /** Returns a page of a conversation's messages, earliest first; empty where there is none. */
  @CacheResult(cacheName = "threads")
  @CacheTags("conversation:{conversation}")
  public Page<MessageView> thread(long conversation, int page, int size) {
    return Page.of(
        entities
            .createNamedQuery(Message.THREAD, MessageView.class)
            .setParameter("tenant", tenant.id())
            .setParameter("conversation", conversation),
        page,
        size);
  }

  /**
   * Returns one message.
   *
   * @throws jakarta.ws.rs.NotFoundException if the tenant has none of this id
   */
  @CacheResult(cacheName = "message")
  public MessageView message(String id) {
    List<MessageView> found =
        entities
            .createNamedQuery(Message.ONE, MessageView.class)
            .setParameter("tenant", tenant.id())
            .setParameter("id", Ids.number(id))
            .getResultList();
    if (found.isEmpty()) {
      throw Problem.missing("message", id);
    }
    return found.get(0);
  }

  /**
   * Adds a message to a conversation.
   *
   * @throws jakarta.ws.rs.BadRequestException if the tenant has no such conversation
   */
  @Transactional
  @CacheRemoveAll
  public MessageView create(MessageDraft draft) {
    Instant now = clock.instant();
    int counted =
        entities
            .createNamedQuery(Conversation.MESSAGE_ADDED)
            .setParameter("tenant", tenant.id())
            .setParameter("id", draft.conversationId())
            .setParameter("at", now)
            .executeUpdate();
    if (counted == 0) {
      throw Problem.refused("There is no conversation " + draft.conversationId() + ".");
    }
    Message message = new Message(tenant.id(), draft, now);
    entities.persist(message);
    entities.flush();
    return message.view();
  }

  /**
   * Changes a message.
   *
   * @throws jakarta.ws.rs.NotFoundException if the tenant has none of this id
   * @throws jakarta.ws.rs.BadRequestException if it belongs to another conversation
   */
  @Transactional
  @CacheRemoveAll
  public MessageView update(long id, MessageDraft draft) {
    Message message = own(id);
    if (message.conversationId() != draft.conversationId()) {
      throw Problem.refused("A message never moves to another conversation.");
    }
    message.change(draft);
    entities.flush();
    return message.view();
  }

  /**
   * Deletes a message.
   *
   * @throws jakarta.ws.rs.NotFoundException if the tenant has none of this id
   */
  @Transactional
  @CacheRemoveAll
  public void delete(long id) {
    Message message = own(id);
    entities.remove(message);
    entities.flush();
    @Nullable Instant latest =
        entities
            .createNamedQuery(Message.LATEST, Instant.class)
            .setParameter("tenant", tenant.id())
            .setParameter("conversation", message.conversationId())
            .getSingleResult();
    Query statement =
        latest == null
            ? entities.createNamedQuery(Conversation.EMPTIED)
            : entities.createNamedQuery(Conversation.MESSAGE_REMOVED).setParameter("at", latest);
    statement
        .setParameter("tenant", tenant.id())
        .setParameter("id", message.conversationId())
        .executeUpdate();
  }

  private Message own(long id) {
    Message message = entities.find(Message.class, id);
    if (message == null || !message.tenantId().equals(tenant.id())) {
      throw Problem.missing("message", id);
    }
    return message;
  }

  private Page<MessageView> select(int page, int size) {
    return Page.of(
        entities
            .createNamedQuery(Message.PAGE, MessageView.class)
            .setParameter("tenant", tenant.id()),
        page,
        size);
  }
}
