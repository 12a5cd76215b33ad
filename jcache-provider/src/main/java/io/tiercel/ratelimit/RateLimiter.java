/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.ratelimit;

/**
 * Counts how often subjects do something, for all nodes together, and says when it is enough. Safe
 * for many threads. Closed with the cache manager it was made of.
 *
 * <pre>{@code
 * RateLimiter limiter =
 *     RateLimiter.builder().name("rate:api").limit(100).window(Duration.ofMinutes(1)).build();
 * Verdict verdict = limiter.tryAcquire("user-7");
 * }</pre>
 */
public interface RateLimiter {
  /**
   * Returns a builder of limiters on the default manager of the default provider of Tiercel: that
   * of {@code TiercelCachingProvider.getCacheManager()}. What is not set is taken from {@code
   * tiercel.rate-limit}.
   */
  static RateLimiterBuilder builder() {
    return new RateLimiterBuilder();
  }

  /** Returns what the limiter is made of. */
  RateLimiterConfiguration configuration();

  /** Takes one permit. See {@link #tryAcquire(String, long)}. */
  default Verdict tryAcquire(String subject) {
    return tryAcquire(subject, 1);
  }

  /**
   * Takes permits from all limits, or from none. One round trip; none where permits were taken in
   * advance, or Redis is known to be away. Never throws because of Redis.
   *
   * @param subject who takes them: 1 to 1,024 characters
   * @param permits how many, at least 1
   * @throws IllegalArgumentException if the subject is empty or too long, or the permits are fewer
   *     than 1 or more than a limit has
   * @throws IllegalStateException if the cache manager is closed
   */
  Verdict tryAcquire(String subject, long permits);

  /** Returns what limiters of this name have said on this node so far. */
  LimiterCounts counts();
}
