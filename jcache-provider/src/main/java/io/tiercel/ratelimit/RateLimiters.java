/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.ratelimit;

import java.util.Map;
import javax.cache.CacheManager;

/**
 * The limiters of one cache manager: they share its way to Redis and are closed with it. Safe for
 * many threads.
 */
public interface RateLimiters {
  /**
   * Returns the limiters of a manager.
   *
   * @throws IllegalArgumentException if the manager is not one of Tiercel's
   */
  static RateLimiters of(CacheManager manager) {
    return manager.unwrap(RateLimiters.class);
  }

  /** Returns what {@code tiercel.rate-limit} says for a limiter of this name. */
  RateLimiterConfiguration defaults(String name);

  /**
   * Makes a limiter. Costs no round trip.
   *
   * @throws IllegalStateException if the cache manager is closed
   */
  RateLimiter create(RateLimiterConfiguration configuration);

  /** Returns what limiters have said on this node so far, by their names. */
  Map<String, LimiterCounts> counts();
}
