/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.ratelimit;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a limiter is made of.
 *
 * @param name names its counts: limiters of one name share them, on all nodes. Not made per tenant
 *     or user, who are subjects: what a node keeps for a name stays until the cache manager is
 *     closed. 1 to 128 letters, digits or any of {@code . _ : - $ # / ( ) ,}
 * @param limits the limits, at least one, at most eight; of one algorithm each has another window
 * @param onOutage what happens while Redis does not answer
 * @param reserve the permits that a node takes in advance, at least 1; 1 takes none in advance
 */
public record RateLimiterConfiguration(
    String name, List<Limit> limits, OutagePolicy onOutage, long reserve) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:$#/(),-]{1,128}");
  private static final int MOST_LIMITS = 8;

  /** Identifies the counts of one limit among those of a limiter. */
  private record Kind(Algorithm algorithm, long windowMillis) {}

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is passed
   */
  public RateLimiterConfiguration {
    requireNonNull(onOutage, "onOutage");
    if (!NAME.matcher(requireNonNull(name, "name")).matches()) {
      throw Messages.badName(name);
    }
    limits = List.copyOf(limits);
    if (limits.isEmpty() || limits.size() > MOST_LIMITS) {
      throw Messages.badLimits(name, limits.size(), MOST_LIMITS);
    }
    Set<Kind> kinds = new HashSet<>();
    for (Limit limit : limits) {
      if (!kinds.add(new Kind(limit.algorithm(), limit.window().toMillis()))) {
        throw Messages.windowTwice(name, limit);
      }
      if (reserve < 1 || reserve > limit.permits()) {
        throw Messages.badReserve(name, reserve, limit.permits());
      }
    }
  }

  /** Returns the fewest permits of any limit: more can never be had at once. */
  public long capacity() {
    return limits.stream().mapToLong(Limit::permits).min().orElseThrow();
  }
}
