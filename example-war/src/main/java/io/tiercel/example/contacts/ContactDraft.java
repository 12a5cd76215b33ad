/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.contacts;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a client says about a new or a changed contact.
 *
 * @param name the full name
 * @param email the address, unique in the tenant
 * @param phone the number, null if unknown
 * @param company where the contact works, null if unknown
 */
public record ContactDraft(
    @NotBlank @Size(max = 120) String name,
    @NotBlank @Email @Size(max = 254) String email,
    @Size(max = 32) @Nullable String phone,
    @Size(max = 120) @Nullable String company) {}
