/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import io.tiercel.cdi.TenantRequiredException;
import io.tiercel.cdi.internal.tenant.CurrentTenant;
import jakarta.interceptor.InvocationContext;

/**
 * The cache that a method reaches, up to its tenant.
 *
 * @param resource the resource's name
 * @param shared whether all tenants share it
 * @param tenantPosition the argument that names the tenant, or {@link MethodParameters#NONE}
 * @param method the method, for messages
 */
record CacheTarget(String resource, boolean shared, int tenantPosition, String method)
    implements CallTarget {

  CacheTarget withResource(String other, boolean otherShared) {
    return new CacheTarget(other, otherShared, tenantPosition, method);
  }

  @Override
  public CallCache of(InvocationContext call, CurrentTenant current) {
    if (shared) {
      return CallCache.of(null, resource);
    }
    if (tenantPosition == MethodParameters.NONE) {
      return CallCache.of(current.get(resource, method), resource);
    }
    Object argument = call.getParameters()[tenantPosition];
    if (argument == null) {
      throw new TenantRequiredException(Messages.tenantArgumentNull(resource, method));
    }
    return CallCache.of(argument.toString(), resource);
  }
}
