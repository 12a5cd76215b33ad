/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import io.tiercel.cdi.internal.tenant.Origin;
import io.tiercel.cdi.internal.tenant.RequestTrace;
import io.tiercel.jcache.spi.TierLevel;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code X-Cache} on the responses of Jakarta REST: {@code MISS} if any cached read of the
 * request went to its source, else {@code HIT-L2} if any went to Redis, else {@code HIT-L1}. A
 * request without cached reads gets none. Reads on other threads than the request's are not
 * counted.
 */
@Provider
@Priority(CacheHeaderFilter.BEFORE_AUTHENTICATION)
public final class CacheHeaderFilter implements ContainerRequestFilter, ContainerResponseFilter {
  /** The name of the header. */
  public static final String HEADER = "X-Cache";

  /** Ahead of {@link jakarta.ws.rs.Priorities#AUTHENTICATION}, which may read caches itself. */
  static final int BEFORE_AUTHENTICATION = 500;

  static final String TRACE = RequestTrace.class.getName();

  /** Creates the filter; the server does. */
  public CacheHeaderFilter() {}

  @Override
  public void filter(ContainerRequestContext request) {
    // Always a new one: a thread may still hold that of a request which never got a response.
    RequestTrace outer = RequestTrace.find();
    // A trace with a peer was bound by the servlet filter, for this very request.
    Origin origin =
        outer == null || outer.origin().peer() == null ? Origin.UNKNOWN : outer.origin();
    var trace = new RequestTrace(request::getHeaderString, origin.withUser(() -> user(request)));
    RequestTrace.bind(trace);
    request.setProperty(TRACE, trace);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!(request.getProperty(TRACE) instanceof RequestTrace trace)) {
      return;
    }
    if (RequestTrace.find() == trace) {
      RequestTrace.bind(null);
    }
    TierLevel deepest = trace.findDeepest();
    if (deepest != null) {
      response.getHeaders().putSingle(HEADER, text(deepest));
    }
  }

  private static @Nullable Principal user(ContainerRequestContext request) {
    SecurityContext security = request.getSecurityContext();
    return security == null ? null : security.getUserPrincipal();
  }

  private static String text(TierLevel deepest) {
    return deepest == TierLevel.L3 ? "MISS" : "HIT-" + deepest;
  }
}
