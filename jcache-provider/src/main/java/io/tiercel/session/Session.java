/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.session;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * A session as it stood when it was read. Holds no token. Immutable.
 *
 * @param user whose it is
 * @param createdAt when it began; a rotation does not change it
 * @param attributes what was given when it was created
 */
public record Session(String user, Instant createdAt, Map<String, String> attributes) {
  /** Checks that all are there and copies the map. */
  public Session {
    requireNonNull(user, "user");
    requireNonNull(createdAt, "createdAt");
    attributes = Map.copyOf(attributes);
  }
}
