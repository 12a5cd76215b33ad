/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.admin;

import io.tiercel.example.rest.Problem;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for user and password (HTTP Basic): 401 without them, 403 without the role. A browser sends
 * what it knows of them by itself, also for another site's page; so what changes something needs
 * the header {@value #HEADER}, which such a page cannot send without being asked for, and this
 * application grants nobody. There is no cookie to be sent along.
 */
@Provider
@CacheAdmin
@Priority(Priorities.AUTHENTICATION)
public class CacheAdminGuard implements ContainerRequestFilter {
  static final String HEADER = "X-Cache-Admin";

  private static final String SCHEME = "basic ";

  @Inject DemoUsers users;

  @Override
  public void filter(ContainerRequestContext request) {
    Set<String> roles = rolesOf(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    if (roles == null) {
      request.abortWith(
          Response.fromResponse(
                  Problem.answer(
                      Response.Status.UNAUTHORIZED, "User and password are needed (HTTP Basic)."))
              .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"inbox\", charset=\"UTF-8\"")
              .build());
    } else if (!roles.contains(CacheAdmin.ROLE)) {
      request.abortWith(
          Problem.answer(Response.Status.FORBIDDEN, "The role " + CacheAdmin.ROLE + " is needed."));
    } else if (changes(request.getMethod()) && request.getHeaderString(HEADER) == null) {
      request.abortWith(
          Problem.answer(
              Response.Status.FORBIDDEN,
              "The header "
                  + HEADER
                  + " is needed to change something; its value is of no matter."));
    }
  }

  private @Nullable Set<String> rolesOf(@Nullable String authorization) {
    if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return null;
    }
    String decoded;
    try {
      byte[] bytes = Base64.getDecoder().decode(authorization.substring(SCHEME.length()).strip());
      decoded = new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
    int colon = decoded.indexOf(':');
    return colon < 0 ? null : users.find(decoded.substring(0, colon), decoded.substring(colon + 1));
  }

  private static boolean changes(String method) {
    return !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD);
  }
}
