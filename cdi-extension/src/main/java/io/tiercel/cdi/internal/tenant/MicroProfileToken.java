/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.tenant;

import jakarta.json.JsonString;
import java.security.Principal;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Reads claims of MicroProfile JWT; the only class that names its types. */
final class MicroProfileToken {
  private MicroProfileToken() {}

  static @Nullable String find(Principal user, String claim) {
    @Nullable Object value = user instanceof JsonWebToken token ? token.getClaim(claim) : null;
    // What MicroProfile does not define comes as JSON from some servers, as text from others.
    return value instanceof JsonString text ? text.getString() : value == null ? null : value + "";
  }
}
