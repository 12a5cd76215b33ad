/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

/**
 * A persistent entity that knows its tenant. {@link CacheInvalidationListener} asks it; entities
 * that are not of this type belong to the tenant of the call that changes them.
 */
public interface TenantOwned {
  /** Returns the id of the tenant that owns this entity. */
  String owningTenant();
}
