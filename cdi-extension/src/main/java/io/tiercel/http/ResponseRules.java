/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.File;
import java.io.InputStream;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Flow;

/** Which responses are kept, and what of them. Source: RFC 9111, sections 3 and 3.1. */
final class ResponseRules {
  private static final List<Class<?>> STREAMED =
      List.of(
          StreamingOutput.class, InputStream.class, Reader.class, File.class, Flow.Publisher.class);

  /** In lower case; what belongs to one connection or one answer. */
  private static final Set<String> NOT_KEPT =
      Set.of(
          "age",
          "connection",
          "content-length",
          "date",
          "keep-alive",
          "proxy-authenticate",
          "set-cookie",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "x-cache");

  private ResponseRules() {}

  static boolean mayKeep(ContainerRequestContext request, ContainerResponseContext response) {
    int status = response.getStatus();
    String control = String.valueOf(response.getHeaderString("Cache-Control"));
    return status >= 200
        && status < 300
        && status != 206
        && response.hasEntity()
        && STREAMED.stream().noneMatch(type -> type.isInstance(response.getEntity()))
        && response.getCookies().isEmpty()
        && !response.getHeaders().containsKey("Set-Cookie")
        && !response.getHeaders().containsKey("Content-Range")
        && !control.toLowerCase(Locale.ROOT).contains("no-store");
  }

  static Map<String, List<String>> kept(MultivaluedMap<String, String> headers) {
    Map<String, List<String>> kept = new LinkedHashMap<>();
    headers.forEach(
        (name, values) -> {
          if (!NOT_KEPT.contains(name.toLowerCase(Locale.ROOT))) {
            kept.put(name, List.copyOf(values));
          }
        });
    return kept;
  }
}
