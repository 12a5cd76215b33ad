/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.conversations;

import io.tiercel.example.contacts.Contact;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** What a contact writes about. Lists read it with the contact's name in one statement. */
@Entity
@Table(name = "conversations")
@NamedQuery(
    name = Conversation.PAGE,
    query =
        "select new io.tiercel.example.conversations.ConversationView("
            + "c.id, c.subject, c.status, k.id, k.name, c.messageCount, c.createdAt, c.lastMessageAt)"
            + " from Conversation c join c.contact k where c.tenantId = :tenant"
            + " order by c.lastMessageAt desc, c.id desc")
@NamedQuery(
    name = Conversation.ONE,
    query =
        "select new io.tiercel.example.conversations.ConversationView("
            + "c.id, c.subject, c.status, k.id, k.name, c.messageCount, c.createdAt, c.lastMessageAt)"
            + " from Conversation c join c.contact k where c.tenantId = :tenant and c.id = :id")
@NamedQuery(
    name = Conversation.MESSAGE_ADDED,
    query =
        "update Conversation c set c.messageCount = c.messageCount + 1, c.lastMessageAt = :at"
            + " where c.tenantId = :tenant and c.id = :id")
@NamedQuery(
    name = Conversation.MESSAGE_REMOVED,
    query =
        "update Conversation c set c.messageCount = c.messageCount - 1, c.lastMessageAt = :at"
            + " where c.tenantId = :tenant and c.id = :id")
@NamedQuery(
    name = Conversation.EMPTIED,
    query =
        "update Conversation c set c.messageCount = 0, c.lastMessageAt = c.createdAt"
            + " where c.tenantId = :tenant and c.id = :id")
public class Conversation {
  /** Counts a new message; answers 0 where the tenant has no such conversation. */
  public static final String MESSAGE_ADDED = "Conversation.messageAdded";

  /** Counts a deleted message that was not the last one left. */
  public static final String MESSAGE_REMOVED = "Conversation.messageRemoved";

  /** Counts the deletion of the last message left. */
  public static final String EMPTIED = "Conversation.emptied";

  static final String PAGE = "Conversation.page";
  static final String ONE = "Conversation.one";

  @Id
  @SequenceGenerator(
      name = "conversations",
      sequenceName = "conversations_seq",
      allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "conversations")
  private long id;

  @Column(name = "tenant_id", updatable = false)
  private String tenantId;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "contact_id")
  private Contact contact;

  private String subject;

  @Enumerated(EnumType.STRING)
  private Status status;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  // Written by the statements above alone, so that two messages at once both count.
  @Column(name = "last_message_at", updatable = false)
  private Instant lastMessageAt;

  @Column(name = "message_count", updatable = false)
  private int messageCount;

  @Version private int version;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init") // JPA sets the fields
  protected Conversation() {}

  Conversation(Contact contact, ConversationDraft draft, Instant createdAt) {
    this.tenantId = contact.owningTenant();
    this.createdAt = createdAt;
    this.lastMessageAt = createdAt;
    this.contact = contact;
    this.subject = draft.subject();
    this.status = draft.status();
  }

  String tenantId() {
    return tenantId;
  }

  void change(Contact contact, ConversationDraft draft) {
    this.contact = contact;
    this.subject = draft.subject();
    this.status = draft.status();
  }

  ConversationView view() {
    return new ConversationView(
        id, subject, status, contact.id(), contact.name(), messageCount, createdAt, lastMessageAt);
  }
}
