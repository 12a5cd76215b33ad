/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.contacts;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contact as clients see it.
 *
 * @param id the id
 * @param name the full name
 * @param email the address, unique in the tenant
 * @param phone the number, null if unknown
 * @param company where the contact works, null if unknown
 * @param createdAt since when the contact is known
 */
public record ContactView(
    long id,
    String name,
    String email,
    @Nullable String phone,
    @Nullable String company,
    Instant createdAt)
    implements Serializable {}
