/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.admin;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Whose caches are to be filled.
 *
 * @param tenant the tenant
 */
public record WarmUpDraft(@NotBlank @Size(max = 128) String tenant) {}
