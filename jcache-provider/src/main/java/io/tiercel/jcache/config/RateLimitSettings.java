/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import static java.util.Objects.requireNonNull;

import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.OutagePolicy;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of rate limiting, which hold where code names no others.
 *
 * @param maxRequests the requests allowed in a window, at least 1 ({@code rate-limit.max-requests})
 * @param perUser the requests allowed to one user in a window, at least 1, or null where users have
 *     no limit of their own ({@code rate-limit.per-user})
 * @param plans the requests allowed in a window by plans, each at least 1 ({@code
 *     rate-limit.plans.<plan>.max-requests})
 * @param window the window, positive ({@code rate-limit.window-seconds})
 * @param algorithm how is counted ({@code rate-limit.algorithm})
 * @param onOutage what limiters do while Redis does not answer ({@code rate-limit.on-outage})
 */
public record RateLimitSettings(
    long maxRequests,
    @Nullable Long perUser,
    Map<String, Long> plans,
    Duration window,
    Algorithm algorithm,
    OutagePolicy onOutage) {
  /**
   * Checks the bounds and copies the map.
   *
   * @throws IllegalArgumentException if a limit is below 1, or the window is not positive
   */
  public RateLimitSettings {
    Checks.positive("rate-limit.max-requests", maxRequests);
    if (perUser != null) {
      Checks.positive("rate-limit.per-user", perUser);
    }
    plans = Map.copyOf(plans);
    plans.forEach(
        (plan, limit) -> Checks.positive("rate-limit.plans." + plan + ".max-requests", limit));
    Checks.positive("rate-limit.window-seconds", window);
    requireNonNull(algorithm, "algorithm");
    requireNonNull(onOutage, "onOutage");
  }
}
