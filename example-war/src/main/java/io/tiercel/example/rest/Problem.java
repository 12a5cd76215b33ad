/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.rest;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * Why a request was refused, as {@code application/problem+json} (RFC 9457).
 *
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what was wrong with this request, and how to do better
 * @param violations the fields that were wrong, empty unless the request's values were
 */
public record Problem(String title, int status, String detail, List<Violation> violations) {
  private static final MediaType TYPE = new MediaType("application", "problem+json");

  /**
   * One wrong value.
   *
   * @param field the name of the field or parameter
   * @param rule what it must be
   */
  public record Violation(String field, String rule) {}

  /** Returns an answer of the given status that says why. */
  public static Response answer(Response.StatusType status, String detail) {
    return answer(status, detail, List.of());
  }

  /** Returns what to throw where the tenant has nothing of this kind and id: 404. */
  public static NotFoundException missing(String kind, Object id) {
    return new NotFoundException(
        answer(Response.Status.NOT_FOUND, "There is no " + kind + " " + id + "."));
  }

  /** Returns what to throw where a value cannot be accepted: 400. */
  public static BadRequestException refused(String detail) {
    return new BadRequestException(answer(Response.Status.BAD_REQUEST, detail));
  }

  static Response answer(Response.StatusType status, String detail, List<Violation> violations) {
    Problem problem =
        new Problem(status.getReasonPhrase(), status.getStatusCode(), detail, violations);
    return Response.status(status).type(TYPE).entity(problem).build();
  }
}
