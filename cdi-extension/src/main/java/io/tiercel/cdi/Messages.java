/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import io.tiercel.ratelimit.RateLimiterConfiguration;
import io.tiercel.ratelimit.Verdict;

/** The messages of this package: numbers 5100 to 5109. */
final class Messages {
  private Messages() {}

  static String exceeded(RateLimiterConfiguration limiter, Verdict verdict) {
    return "TIERCEL-5100 limiter '"
        + limiter.name()
        + "': "
        + (verdict.outcome() == Verdict.Outcome.UNAVAILABLE
            ? "Redis must answer, since on-outage is closed"
            : "calls must be within the limit: limit="
                + verdict.limit()
                + " window="
                + verdict.policy().window())
        + " (try again after "
        + verdict.retryAfter()
        + ")";
  }
}
