/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.ratelimit;

/**
 * Hears what limiters say; found by {@link java.util.ServiceLoader} in the cache manager's class
 * loader. Called on the caller's thread, so it must be quick. What it throws is logged once and
 * dropped. Safe for many threads.
 */
public interface RateLimitObserver {
  /**
   * Hears of one verdict.
   *
   * @param limiter the limiter's name
   * @param subject who asked
   * @param permits for how many
   * @param verdict what was said
   */
  void judged(String limiter, String subject, long permits, Verdict verdict);
}
