/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.messages;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

/**
 * What a client says about a new or a changed message.
 *
 * @param conversationId the conversation that it belongs to; a message never moves to another
 * @param direction which way it goes
 * @param author who writes it
 * @param text what it says
 */
public record MessageDraft(
    @Positive long conversationId,
    @NotNull Direction direction,
    @NotBlank @Size(max = 120) String author,
    @NotBlank @Size(max = 4000) String text) {}
