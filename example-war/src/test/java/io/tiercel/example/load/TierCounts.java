/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.util.EnumMap;
import java.util.Map;

/** How many reads each tier answered. Not safe for threads. */
final class TierCounts {
  private final Map<Tier, Long> counts = new EnumMap<>(Tier.class);

  void add(Tier tier) {
    counts.merge(tier, 1L, Long::sum);
  }

  void add(TierCounts other) {
    other.counts.forEach((tier, count) -> counts.merge(tier, count, Long::sum));
  }

  long of(Tier tier) {
    return counts.getOrDefault(tier, 0L);
  }

  long all() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The tier's share of all; 0 where there are none. */
  double share(Tier tier) {
    return all() == 0 ? 0 : (double) of(tier) / all();
  }
}
