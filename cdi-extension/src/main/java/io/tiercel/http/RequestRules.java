/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Arrays;
import java.util.Locale;

/** Which requests the cache may answer. Source: RFC 9111, sections 3.5 and 5.2.1. */
final class RequestRules {
  private RequestRules() {}

  /** Tells whether a request may be answered from the cache, and its response be kept. */
  static boolean mayUse(ContainerRequestContext request, CachedResponse settings) {
    String method = request.getMethod();
    String kept = method.equals("HEAD") ? "GET" : method;
    boolean authenticated =
        request.getSecurityContext().getUserPrincipal() != null
            || request.getHeaderString("Authorization") != null;
    boolean known = request.getSecurityContext().getUserPrincipal() != null;
    return Arrays.asList(settings.methods()).contains(kept)
        && !request.hasEntity()
        && request.getHeaderString("Range") == null
        && !says(request, "no-store")
        && (settings.isPrivate() ? known : !authenticated);
  }

  /** Tells whether the client wants nothing that was kept. */
  static boolean wantsFresh(ContainerRequestContext request) {
    return says(request, "no-cache");
  }

  private static boolean says(ContainerRequestContext request, String directive) {
    String control = request.getHeaderString("Cache-Control");
    return control != null
        && Arrays.stream(control.toLowerCase(Locale.ROOT).split(",", -1))
            .anyMatch(part -> part.strip().equals(directive));
  }
}
