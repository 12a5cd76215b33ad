/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Under what a response is kept: a list of texts, each part told from the next by its place. */
final class ResponseKey {
  private ResponseKey() {}

  /**
   * Returns the key of a request.
   *
   * @param vary the headers that the response depends on
   * @param principal who asks, where the response is its own; null for anybody
   */
  static List<String> of(
      ContainerRequestContext request,
      List<String> vary,
      @org.jspecify.annotations.Nullable Principal principal) {
    List<String> key = new ArrayList<>();
    String method = request.getMethod();
    key.add(method.equals("HEAD") ? "GET" : method);
    key.add(request.getUriInfo().getRequestUri().getRawPath());
    key.add(principal == null ? "" : "=" + principal.getName());
    for (String header : vary) {
      String value = request.getHeaderString(header);
      key.add(header.toLowerCase(Locale.ROOT) + (value == null ? "" : "=" + value));
    }
    Map<String, List<String>> query = new TreeMap<>(request.getUriInfo().getQueryParameters());
    query.forEach(
        (name, values) -> {
          key.add("?" + name);
          values.forEach(value -> key.add("=" + value));
        });
    return List.copyOf(key);
  }
}
