/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.rest;

import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Answers 409 where a row changed meanwhile, or one with the same unique value exists. */
@Provider
public class ConflictMapper implements ExceptionMapper<PersistenceException> {
  private static final String UNIQUE_VIOLATION = "23505";

  @Override
  public Response toResponse(PersistenceException failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OptimisticLockException) {
        return conflict("Somebody else changed it at the same time; read it again.");
      }
      if (cause instanceof SQLException e && UNIQUE_VIOLATION.equals(e.getSQLState())) {
        return conflict("Another one with this value exists already.");
      }
    }
    return Unexpected.answer(failure);
  }

  private static Response conflict(String detail) {
    return Problem.answer(Response.Status.CONFLICT, detail);
  }
}
