/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.limit;

import io.tiercel.cdi.RateLimitSubject;
import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.Limit;
import io.tiercel.ratelimit.OutagePolicy;
import io.tiercel.ratelimit.RateLimiterConfiguration;
import java.time.Duration;
import java.util.List;

/**
 * The limits of one method.
 *
 * @param name names the counts
 * @param by whose calls are counted together
 * @param windows the limits
 * @param onOutage what happens while Redis does not answer
 * @param reserve the permits that a node takes in advance, 1 for none
 * @param several whether the annotation was repeated, so that another interceptor is in charge
 */
record MethodLimit(
    String name,
    RateLimitSubject by,
    List<Window> windows,
    OutagePolicy onOutage,
    long reserve,
    boolean several) {

  /** A limit whose permits may be open: -1. */
  record Window(long permits, Duration length, Algorithm algorithm) {}

  /** Tells whether somebody has to say how many permits there are. */
  boolean isOpen() {
    return windows.stream().anyMatch(window -> window.permits() < 0);
  }

  /**
   * Returns what limits a call.
   *
   * @param permits the permits where none are said
   */
  RateLimiterConfiguration limiter(long permits) {
    return new RateLimiterConfiguration(
        name,
        windows.stream()
            .map(
                window ->
                    new Limit(
                        window.permits() == -1 ? permits : window.permits(),
                        window.length(),
                        window.algorithm()))
            .toList(),
        onOutage,
        reserve);
  }
}
