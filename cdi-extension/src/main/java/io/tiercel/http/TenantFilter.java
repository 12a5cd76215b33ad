/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import io.tiercel.cdi.TenantMismatchException;
import io.tiercel.cdi.internal.tenant.RequestTenants;
import io.tiercel.cdi.internal.tenant.RequestTrace;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers 403 to a request whose tenant header names another tenant than its token, before any
 * resource sees it.
 */
@Provider
@Priority(TenantFilter.AFTER_AUTHENTICATION)
public final class TenantFilter implements ContainerRequestFilter {
  /** Behind {@link jakarta.ws.rs.Priorities#AUTHENTICATION}: the token has been read. */
  static final int AFTER_AUTHENTICATION = 1500;

  /** Creates the filter; the server does. */
  public TenantFilter() {}

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getProperty(CacheHeaderFilter.TRACE) instanceof RequestTrace trace) {
      try {
        CDI.current().select(RequestTenants.class).get().check(trace);
      } catch (TenantMismatchException e) {
        request.abortWith(Response.status(Response.Status.FORBIDDEN).build());
      }
    }
  }
}
