/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import io.tiercel.cdi.internal.tenant.Judgement;
import io.tiercel.cdi.internal.tenant.RequestTrace;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Tells the limits that a request met, allowed or not, by {@code RateLimit-Policy} and {@code
 * RateLimit}.
 */
@Provider
public final class RateLimitHeaderFilter implements ContainerResponseFilter {
  /** Creates the filter; the server does. */
  public RateLimitHeaderFilter() {}

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(CacheHeaderFilter.TRACE) instanceof RequestTrace trace) {
      List<Judgement> judgements = trace.judgements();
      if (!judgements.isEmpty()) {
        response
            .getHeaders()
            .putSingle(RateLimitHeaders.POLICY, RateLimitHeaders.policy(judgements));
        response.getHeaders().putSingle(RateLimitHeaders.LIMIT, RateLimitHeaders.limit(judgements));
      }
    }
  }
}
