/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.messages;

import java.io.Serializable;
import java.time.Instant;

/**
 * A message as clients see it.
 *
 * @param id the id
 * @param conversationId the conversation that it belongs to
 * @param direction which way it went
 * @param author who wrote it
 * @param text what it says
 * @param sentAt when it was sent
 */
public record MessageView(
    long id, long conversationId, Direction direction, String author, String text, Instant sentAt)
    implements Serializable {}
