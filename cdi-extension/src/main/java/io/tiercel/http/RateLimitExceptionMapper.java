/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import io.tiercel.cdi.RateLimitExceededException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers 429, or 503 where nothing could be decided, for a limited method deeper within. */
@Provider
public final class RateLimitExceptionMapper implements ExceptionMapper<RateLimitExceededException> {
  /** Creates the mapper; the server does. */
  public RateLimitExceptionMapper() {}

  @Override
  public Response toResponse(RateLimitExceededException exceeded) {
    return RateLimitHeaders.problem(exceeded);
  }
}
