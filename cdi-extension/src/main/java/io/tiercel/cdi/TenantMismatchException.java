/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import javax.cache.CacheException;

/**
 * A request's tenant header names another tenant than the claim of its token. Nothing was read,
 * stored or invalidated; the answer is 403. The message names neither tenant.
 */
public final class TenantMismatchException extends CacheException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message where the request named its tenants
   */
  public TenantMismatchException(String message) {
    super(message);
  }
}
