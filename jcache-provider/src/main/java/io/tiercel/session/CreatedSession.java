/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.session;

import static java.util.Objects.requireNonNull;

/**
 * A session and the token that opens it. The token is nowhere else: it is given to the user, and
 * neither stored nor logged.
 *
 * @param token 256 random bits as 43 characters of the URL's alphabet of Base64
 * @param session the session
 */
public record CreatedSession(String token, Session session) {
  /** Checks that both are there. */
  public CreatedSession {
    requireNonNull(token, "token");
    requireNonNull(session, "session");
  }

  /** Returns the session alone. */
  @Override
  public String toString() {
    return "CreatedSession[token=****, session=" + session + "]";
  }
}
