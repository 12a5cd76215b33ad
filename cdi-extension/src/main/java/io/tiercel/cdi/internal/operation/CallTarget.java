/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import io.tiercel.cdi.internal.tenant.CurrentTenant;
import jakarta.interceptor.InvocationContext;

/** Finds the cache that a call reaches. Safe for many threads. */
interface CallTarget {
  /**
   * Returns the cache of a call, before the method runs.
   *
   * @throws io.tiercel.cdi.TenantRequiredException if the cache belongs to tenants and none is
   *     named
   */
  CallCache of(InvocationContext call, CurrentTenant current);
}
