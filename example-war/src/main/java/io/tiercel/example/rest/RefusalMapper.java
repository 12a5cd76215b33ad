/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers what services refuse in their own words, and what the container refuses (an unknown
 * address, a method that is not allowed) in words that do not change with the server.
 */
@Provider
public class RefusalMapper implements ExceptionMapper<WebApplicationException> {
  @Override
  public Response toResponse(WebApplicationException refusal) {
    Response answer = refusal.getResponse();
    if (answer.hasEntity() || answer.getStatus() < 400) {
      return answer;
    }
    Response.ResponseBuilder problem =
        Response.fromResponse(Problem.answer(answer.getStatusInfo(), detail(answer.getStatus())));
    // What the container added, such as Allow with 405.
    answer
        .getHeaders()
        .forEach((name, values) -> values.forEach(value -> problem.header(name, value)));
    return problem.build();
  }

  private static String detail(int status) {
    return switch (status) {
      case 404 -> "There is nothing at this address; numbers in it must be numbers.";
      case 405 -> "This address does not allow this method.";
      case 406 -> "This address answers application/json only.";
      case 415 -> "This address reads application/json only.";
      default -> "The request could not be served.";
    };
  }
}
