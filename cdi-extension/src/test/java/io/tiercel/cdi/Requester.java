/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request.
 *
 * @param name the user's name; null for anybody
 */
public record Requester(@Nullable String name) implements SecurityContext {
  @Override
  public @Nullable Principal getUserPrincipal() {
    return name == null ? null : () -> name;
  }

  @Override
  public boolean isUserInRole(String role) {
    return false;
  }

  @Override
  public boolean isSecure() {
    return false;
  }

  @Override
  public @Nullable String getAuthenticationScheme() {
    return null;
  }
}
