/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.tenant;

import io.tiercel.cdi.TenantContext;
import io.tiercel.cdi.TenantRequiredException;
import io.tiercel.cdi.TenantResolver;
import jakarta.enterprise.context.ContextNotActiveException;
import org.jspecify.annotations.Nullable;

/**
 * Names the tenant of the current call: {@link TenantContext} first, then the resolver. Safe for
 * many threads.
 */
public final class CurrentTenant {
  private final TenantResolver resolver;

  /**
   * Creates the look-up.
   *
   * @param resolver the application's, or the one that reads the request's header
   */
  public CurrentTenant(TenantResolver resolver) {
    this.resolver = resolver;
  }

  /** Returns the current tenant, or null if nothing names one. */
  public @Nullable String find() {
    String named = TenantContext.current();
    try {
      return named == null ? resolver.findTenant() : named;
    } catch (ContextNotActiveException noRequest) {
      return null;
    }
  }

  /**
   * Returns the current tenant.
   *
   * @param resource the resource that is reached
   * @param caller the method or entity that reaches it
   * @throws TenantRequiredException if nothing names the tenant
   */
  public String get(String resource, String caller) {
    String named = TenantContext.current();
    if (named != null) {
      return named;
    }
    @Nullable String resolved;
    try {
      resolved = resolver.findTenant();
    } catch (ContextNotActiveException noRequest) {
      throw noTenant(resource, caller, noRequest);
    }
    if (resolved == null) {
      throw noTenant(resource, caller, null);
    }
    return resolved;
  }

  private static TenantRequiredException noTenant(
      String resource, String caller, @Nullable ContextNotActiveException cause) {
    var failure = new TenantRequiredException(Messages.noTenant(resource, caller));
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }
}
