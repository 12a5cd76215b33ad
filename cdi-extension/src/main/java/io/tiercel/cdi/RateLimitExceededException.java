/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import io.tiercel.ratelimit.RateLimiterConfiguration;
import io.tiercel.ratelimit.Verdict;
import java.time.Duration;

/**
 * A call was not allowed: a limit is reached, or, where {@link io.tiercel.ratelimit.OutagePolicy}
 * is {@code CLOSED}, nothing can be decided. The method did not run. Has no stack trace, since it
 * is thrown often and where is known.
 */
public final class RateLimitExceededException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RateLimiterConfiguration limiter;
  private final transient Verdict verdict;

  /**
   * Creates the exception.
   *
   * @param limiter what limits
   * @param verdict what it said
   */
  public RateLimitExceededException(RateLimiterConfiguration limiter, Verdict verdict) {
    super(Messages.exceeded(limiter, verdict), null, false, false);
    this.limiter = limiter;
    this.verdict = verdict;
  }

  /** Returns what limits. */
  public RateLimiterConfiguration limiter() {
    return limiter;
  }

  /** Returns what the limiter said. */
  public Verdict verdict() {
    return verdict;
  }

  /** Returns when the call may be allowed at the earliest. */
  public Duration retryAfter() {
    return verdict.retryAfter();
  }
}
