/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.tenants;

import java.io.Serializable;

/**
 * A tenant as clients see it.
 *
 * @param id the id, to be sent as {@code X-Tenant-ID}
 * @param name the name to show
 * @param plan what the tenant pays for
 */
public record TenantView(String id, String name, Plan plan) implements Serializable {}
