/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import javax.cache.CacheException;

/**
 * A call reached a resource of a tenant, and nothing named the tenant. Nothing was read, stored or
 * invalidated, and the method did not run. The message names the resource, the method and the ways
 * to name a tenant.
 */
public final class TenantRequiredException extends CacheException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was called, and how to name the tenant
   */
  public TenantRequiredException(String message) {
    super(message);
  }
}
