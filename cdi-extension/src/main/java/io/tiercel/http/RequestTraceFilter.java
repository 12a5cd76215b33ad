/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import io.tiercel.cdi.TenantMismatchException;
import io.tiercel.cdi.internal.tenant.Origin;
import io.tiercel.cdi.internal.tenant.RequestTenants;
import io.tiercel.cdi.internal.tenant.RequestTrace;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;

/**
 * Binds each request to its thread, so that the tenant's header can be read, and leaves the thread
 * as it found it, whatever becomes of the request. A request whose tenant header differs from its
 * token, where the container has read that, is answered 403. The server finds the filter by its
 * annotation, unless the application's {@code web.xml} is {@code metadata-complete}.
 */
@WebFilter(filterName = "io.tiercel.RequestTrace", urlPatterns = "/*", asyncSupported = true)
public final class RequestTraceFilter implements Filter {
  /** Creates the filter; the server does. */
  public RequestTraceFilter() {}

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    RequestTrace outer = RequestTrace.find();
    if (request instanceof HttpServletRequest http) {
      var trace = new RequestTrace(http::getHeader, origin(http));
      if (http.getUserPrincipal() != null && namesTwoTenants(trace)) {
        ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN);
        return;
      }
      RequestTrace.bind(trace);
    }
    try {
      chain.doFilter(request, response);
    } finally {
      RequestTrace.bind(outer);
    }
  }

  private static boolean namesTwoTenants(RequestTrace request) {
    try {
      CDI.current().select(RequestTenants.class).get().check(request);
      return false;
    } catch (TenantMismatchException e) {
      return true;
    }
  }

  private static Origin origin(HttpServletRequest request) {
    return new Origin(
        request.getRemoteAddr(),
        () -> Collections.list(request.getHeaders("X-Forwarded-For")),
        request::getUserPrincipal);
  }
}
