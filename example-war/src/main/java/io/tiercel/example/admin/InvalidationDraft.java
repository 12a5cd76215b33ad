/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.admin;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is to be invalidated: a resource, a tag, or with neither all of the tenant's.
 *
 * @param tenant the tenant
 * @param resource the resource, with what depends on it; or null
 * @param tag the tag whose entries go, in whichever resource; or null
 */
public record InvalidationDraft(
    @NotBlank @Size(max = 128) String tenant,
    @Size(min = 1, max = 200) @Nullable String resource,
    @Size(min = 1, max = 200) @Nullable String tag) {}
