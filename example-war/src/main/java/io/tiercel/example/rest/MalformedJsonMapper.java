/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.rest;

import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The same as {@link MalformedBodyMapper}, on servers that wrap what JSON-B throws in nothing. */
@Provider
public class MalformedJsonMapper implements ExceptionMapper<JsonbException> {
  @Override
  public Response toResponse(JsonbException failure) {
    return MalformedBodyMapper.answer();
  }
}
