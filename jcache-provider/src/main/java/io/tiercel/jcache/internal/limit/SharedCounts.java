/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.limit;

import java.util.List;

/** The counts of one limiter. Safe for many threads. */
@FunctionalInterface
public interface SharedCounts {
  /**
   * Takes permits from every limit of a subject, or from none. One round trip.
   *
   * @param permits how many
   * @param owed for each limit, the permits that were given before without asking
   * @return for each limit, what it says
   * @throws io.tiercel.jcache.internal.tier.TierFailure if there is no answer
   */
  List<Reading> acquire(String subject, long permits, long[] owed);
}
