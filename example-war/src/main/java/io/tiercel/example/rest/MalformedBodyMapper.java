/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.rest;

import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** Answers 400 where a body is not the JSON that the resource reads. */
@Provider
public class MalformedBodyMapper implements ExceptionMapper<ProcessingException> {
  @Override
  public Response toResponse(ProcessingException failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof JsonbException) {
        return answer();
      }
    }
    return Unexpected.answer(failure);
  }

  static Response answer() {
    return Problem.answer(
        Response.Status.BAD_REQUEST, "The body is not the JSON that is expected here.");
  }
}
