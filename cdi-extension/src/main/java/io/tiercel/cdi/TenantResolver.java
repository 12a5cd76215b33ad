/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import org.jspecify.annotations.Nullable;

/**
 * Tells which tenant the current call belongs to. An application that knows better than the request
 * header makes one bean of this type; it is asked where neither a {@link TenantId} argument nor
 * {@link TenantContext} names the tenant. Safe for many threads.
 */
@FunctionalInterface
public interface TenantResolver {
  /** Returns the tenant's id, or null if there is none: the call then fails. */
  @Nullable String findTenant();
}
