/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Providers;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The body of a response before it is written, for a request that may need none. */
final class MadeBody {
  private MadeBody() {}

  /**
   * Returns the body, or null where nobody can write it or it is longer than the limit.
   *
   * @throws IOException if its writer fails
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // the writer was chosen for the entity's type
  static byte @Nullable [] of(ContainerResponseContext response, Providers providers, int limit)
      throws IOException {
    MediaType type = response.getMediaType();
    MessageBodyWriter writer =
        providers.getMessageBodyWriter(
            response.getEntityClass(),
            response.getEntityType(),
            response.getEntityAnnotations(),
            type);
    if (writer == null) {
      return null;
    }
    var body = new LimitedBody(OutputStream.nullOutputStream(), limit);
    writer.writeTo(
        response.getEntity(),
        response.getEntityClass(),
        response.getEntityType(),
        response.getEntityAnnotations(),
        type,
        response.getHeaders(),
        body);
    return body.isWhole() ? body.bytes() : null;
  }
}
