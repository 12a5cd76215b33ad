/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers a request with what was kept. Source: RFC 9110, sections 13.1.2 and 15.4.5. */
final class StoredAnswer {
  /** What a 304 repeats. */
  private static final List<String> OF_NOT_MODIFIED =
      List.of("Cache-Control", "Content-Location", "ETag", "Expires", "Vary");

  private StoredAnswer() {}

  static Response to(ContainerRequestContext request, StoredResponse stored, long nowMillis) {
    boolean known = matches(request.getHeaderString("If-None-Match"), stored.etag());
    Response.ResponseBuilder answer = Response.status(known ? 304 : stored.status());
    stored
        .headers()
        .forEach(
            (name, values) -> {
              if (!known || OF_NOT_MODIFIED.contains(name)) {
                values.forEach(value -> answer.header(name, value));
              }
            });
    answer.header("Age", Math.max(0, (nowMillis - stored.storedAtMillis()) / 1000));
    if (!known && request.getMethod().equals("HEAD")) {
      answer.header("Content-Length", stored.body().length);
    } else if (!known) {
      answer.entity(stored.body());
    }
    return answer.build();
  }

  /** Leaves what a 304 repeats, and what others add to every response. */
  static void keepOfNotModified(Set<String> headers) {
    headers.removeIf(
        name ->
            !OF_NOT_MODIFIED.contains(name)
                && !name.equals("X-Cache")
                && !name.toLowerCase(Locale.ROOT).startsWith("ratelimit"));
  }

  /** Tells whether a client that sends {@code If-None-Match} has the response of a tag. */
  static boolean matches(@Nullable String wanted, @Nullable String etag) {
    return wanted != null
        && etag != null
        && Arrays.stream(wanted.split(",", -1))
            .map(String::strip)
            .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
            .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
  }
}
