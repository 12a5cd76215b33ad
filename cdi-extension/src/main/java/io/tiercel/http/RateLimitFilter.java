/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import io.tiercel.cdi.RateLimitExceededException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** Ends a request to one resource that is not allowed. */
final class RateLimitFilter implements ContainerRequestFilter {
  private final Runnable judge;

  RateLimitFilter(Runnable judge) {
    this.judge = judge;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    try {
      judge.run();
    } catch (RateLimitExceededException e) {
      request.abortWith(RateLimitHeaders.problem(e));
    }
  }
}
