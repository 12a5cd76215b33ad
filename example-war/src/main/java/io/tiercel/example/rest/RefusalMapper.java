/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Objects;

/** Answers what resources and the container refuse: not found, not allowed, and the like. */
@Provider
public class RefusalMapper implements ExceptionMapper<WebApplicationException> {
  @Override
  public Response toResponse(WebApplicationException refusal) {
    Response answer = refusal.getResponse();
    if (answer.hasEntity() || answer.getStatus() < 400) {
      return answer;
    }
    Response problem =
        Problem.answer(
            answer.getStatusInfo(), Objects.requireNonNullElse(refusal.getMessage(), ""));
    // Keeps what the container added, such as Allow with 405.
    Response.ResponseBuilder builder = Response.fromResponse(problem);
    answer
        .getHeaders()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    return builder.build();
  }
}
