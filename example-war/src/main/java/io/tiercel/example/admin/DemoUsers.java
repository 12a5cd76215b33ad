/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.admin;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The users of this demonstration: {@code admin}, who may look after the caches, and {@code
 * viewer}, who may not. The password of both is {@code inbox}, unless the environment variable
 * {@code INBOX_ADMIN_PASSWORD} names another. A real application has an identity store in place of
 * this class.
 */
@ApplicationScoped
public class DemoUsers {
  private static final Map<String, Set<String>> ROLES =
      Map.of("admin", Set.of(CacheAdmin.ROLE), "viewer", Set.of());

  private final byte[] password = password().getBytes(StandardCharsets.UTF_8);

  /** Returns the roles of a user with this password, or null if there is none. */
  public @Nullable Set<String> find(String user, String given) {
    boolean right = MessageDigest.isEqual(password, given.getBytes(StandardCharsets.UTF_8));
    return right ? ROLES.get(user) : null;
  }

  private static String password() {
    String chosen = System.getenv("INBOX_ADMIN_PASSWORD");
    return chosen == null || chosen.isBlank() ? "inbox" : chosen;
  }
}
