/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.tenant;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** The claims of a caller's token; none where the server has no MicroProfile JWT. */
final class TokenClaims {
  private static final boolean THERE = isThere();

  private TokenClaims() {}

  /** Returns a claim's value, or null where the caller has no token or the token no such claim. */
  static @Nullable String find(@Nullable Principal user, String claim) {
    return THERE && user != null ? MicroProfileToken.find(user, claim) : null;
  }

  private static boolean isThere() {
    try {
      Class.forName(
          "org.eclipse.microprofile.jwt.JsonWebToken", false, TokenClaims.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
