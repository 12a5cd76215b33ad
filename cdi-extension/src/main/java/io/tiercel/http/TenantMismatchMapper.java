/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import io.tiercel.cdi.TenantMismatchException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers 403 where a token that was read late names another tenant than the header. */
@Provider
public final class TenantMismatchMapper implements ExceptionMapper<TenantMismatchException> {
  /** Creates the mapper; the server does. */
  public TenantMismatchMapper() {}

  @Override
  public Response toResponse(TenantMismatchException mismatch) {
    return Response.status(Response.Status.FORBIDDEN).build();
  }
}
