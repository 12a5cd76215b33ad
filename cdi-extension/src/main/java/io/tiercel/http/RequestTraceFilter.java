/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import io.tiercel.cdi.internal.tenant.Origin;
import io.tiercel.cdi.internal.tenant.RequestTrace;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;

/**
 * Binds each request to its thread, so that the tenant's header can be read, and leaves the thread
 * as it found it, whatever becomes of the request. The server finds the filter by its annotation,
 * unless the application's {@code web.xml} is {@code metadata-complete}.
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
      RequestTrace.bind(new RequestTrace(http::getHeader, origin(http)));
    }
    try {
      chain.doFilter(request, response);
    } finally {
      RequestTrace.bind(outer);
    }
  }

  private static Origin origin(HttpServletRequest request) {
    return new Origin(
        request.getRemoteAddr(),
        () -> Collections.list(request.getHeaders("X-Forwarded-For")),
        request::getUserPrincipal);
  }
}
