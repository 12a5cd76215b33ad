/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import io.tiercel.cdi.internal.tenant.Origin;
import io.tiercel.cdi.internal.tenant.RequestTrace;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Requests as a container would bind them. */
final class Requests {
  private static final String TRUSTED = "10.1.2.3";

  private Requests() {}

  /** Returns a request that a trusted proxy sent. */
  static RequestTrace withHeaders(
      Function<String, @Nullable String> headers, @Nullable Principal user) {
    return from(TRUSTED, headers, user);
  }

  static RequestTrace from(
      @Nullable String peer, Function<String, @Nullable String> headers, @Nullable Principal user) {
    return new RequestTrace(headers, new Origin(peer, List::of, () -> user));
  }

  /** A caller's token, as MicroProfile JWT has it. */
  record Token(Map<String, Object> claims) implements JsonWebToken {
    @Override
    public String getName() {
      return "ann";
    }

    @Override
    public Set<String> getClaimNames() {
      return claims.keySet();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as its contract has it
    public <T> @Nullable T getClaim(String name) {
      return (T) claims.get(name);
    }
  }
}
