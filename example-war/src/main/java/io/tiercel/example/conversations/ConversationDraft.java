/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.conversations;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;

/**
 * What a client says about a new or a changed conversation.
 *
 * @param contactId who writes
 * @param subject what it is about
 * @param status whose turn it is
 */
public record ConversationDraft(
    @Positive long contactId, @NotBlank @Size(max = 200) String subject, @NotNull Status status) {}
