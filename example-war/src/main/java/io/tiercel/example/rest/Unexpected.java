/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.rest;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;

/** Answers 500 without a word about the inside; the log has the rest. */
@Provider
public class Unexpected implements ExceptionMapper<RuntimeException> {
  private static final System.Logger LOG = System.getLogger(Unexpected.class.getName());

  @Override
  public Response toResponse(RuntimeException failure) {
    return answer(failure);
  }

  static Response answer(RuntimeException failure) {
    LOG.log(Level.ERROR, Messages::unexpected, failure);
    return Problem.answer(
        Response.Status.INTERNAL_SERVER_ERROR, "Something failed; the server's log says what.");
  }
}
