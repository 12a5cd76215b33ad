/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import org.jspecify.annotations.Nullable;

/**
 * Tells which plan a caller has. An application whose limits go by plans makes one bean of this
 * type. It is asked with every call of a {@link RateLimited} method that does not say how many
 * permits there are, so it should be quick. Safe for many threads.
 */
@FunctionalInterface
public interface PlanResolver {
  /**
   * Returns the plan, whose limit is {@code tiercel.rate-limit.plans.<plan>.max-requests}; null, or
   * a plan that has none, is as good as no plan.
   */
  @Nullable String findPlan(Caller caller);
}
