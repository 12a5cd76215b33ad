/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import org.jspecify.annotations.Nullable;

/**
 * The limits of rate limiting where code names none.
 *
 * @param maxRequests the requests allowed in a window, at least 1 ({@code rate-limit.max-requests})
 * @param perUser the requests allowed to one user in a window, at least 1, or null for no limit of
 *     its own ({@code rate-limit.per-user})
 */
public record RateLimitSettings(long maxRequests, @Nullable Long perUser) {
  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if a limit is below 1
   */
  public RateLimitSettings {
    Checks.positive("rate-limit.max-requests", maxRequests);
    if (perUser != null) {
      Checks.positive("rate-limit.per-user", perUser);
    }
  }
}
