/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.admin;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is to be invalidated.
 *
 * @param tenant the tenant
 * @param resource the resource, with what depends on it; null for all of the tenant's
 */
public record InvalidationDraft(
    @NotBlank @Size(max = 128) String tenant, @Size(max = 200) @Nullable String resource) {}
