/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.limit;

import io.tiercel.ratelimit.RateLimiterConfiguration;

/** What all nodes count together. Safe for many threads. */
public interface SharedLimits {
  /** Opens the counts of a limiter. Costs no round trip. */
  SharedCounts open(RateLimiterConfiguration limiter);

  /** Returns how many nodes there were when they were last counted, at least 1. */
  int nodes();
}
