/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.conversations;

import java.io.Serializable;
import java.time.Instant;

/**
 * A conversation as clients see it.
 *
 * @param id the id
 * @param subject what it is about
 * @param status whose turn it is
 * @param contactId who writes
 * @param contactName who writes, by name
 * @param messageCount how many messages it has
 * @param createdAt when it began
 * @param lastMessageAt when the last message was sent; when it began, if there is none
 */
public record ConversationView(
    long id,
    String subject,
    Status status,
    long contactId,
    String contactName,
    int messageCount,
    Instant createdAt,
    Instant lastMessageAt)
    implements Serializable {}
