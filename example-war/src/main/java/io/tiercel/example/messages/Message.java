/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.messages;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/**
 * One message. Its conversation is an id, not an association: nothing here follows it, and a new
 * message must not load it.
 */
@Entity
@Table(name = "messages")
@NamedQuery(
    name = Message.PAGE,
    query =
        "select new io.tiercel.example.messages.MessageView("
            + "m.id, m.conversationId, m.direction, m.author, m.text, m.sentAt)"
            + " from Message m where m.tenantId = :tenant order by m.sentAt desc, m.id desc")
@NamedQuery(
    name = Message.THREAD,
    query =
        "select new io.tiercel.example.messages.MessageView("
            + "m.id, m.conversationId, m.direction, m.author, m.text, m.sentAt)"
            + " from Message m where m.tenantId = :tenant and m.conversationId = :conversation"
            + " order by m.sentAt, m.id")
@NamedQuery(
    name = Message.ONE,
    query =
        "select new io.tiercel.example.messages.MessageView("
            + "m.id, m.conversationId, m.direction, m.author, m.text, m.sentAt)"
            + " from Message m where m.tenantId = :tenant and m.id = :id")
@NamedQuery(
    name = Message.LATEST,
    query =
        "select max(m.sentAt) from Message m"
            + " where m.tenantId = :tenant and m.conversationId = :conversation")
public class Message {
  static final String PAGE = "Message.page";
  static final String THREAD = "Message.thread";
  static final String ONE = "Message.one";
  static final String LATEST = "Message.latest";

  @Id
  @SequenceGenerator(name = "messages", sequenceName = "messages_seq", allocationSize = 50)
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "messages")
  private long id;

  @Column(name = "tenant_id", updatable = false)
  private String tenantId;

  @Column(name = "conversation_id", updatable = false)
  private long conversationId;

  @Enumerated(EnumType.STRING)
  private Direction direction;

  private String author;
  private String text;

  @Column(name = "sent_at", updatable = false)
  private Instant sentAt;

  @Version private int version;

  /** For JPA. */
  @SuppressWarnings("NullAway.Init") // JPA sets the fields
  protected Message() {}

  Message(String tenantId, MessageDraft draft, Instant sentAt) {
    this.tenantId = tenantId;
    this.conversationId = draft.conversationId();
    this.sentAt = sentAt;
    this.direction = draft.direction();
    this.author = draft.author();
    this.text = draft.text();
  }

  String tenantId() {
    return tenantId;
  }

  long conversationId() {
    return conversationId;
  }

  void change(MessageDraft draft) {
    this.direction = draft.direction();
    this.author = draft.author();
    this.text = draft.text();
  }

  MessageView view() {
    return new MessageView(id, conversationId, direction, author, text, sentAt);
  }
}
