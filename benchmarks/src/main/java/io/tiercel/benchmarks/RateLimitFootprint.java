/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks;

import io.tiercel.ratelimit.Algorithm;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What limiters cost Redis: bytes for a subject that took 50 of 100 permits, key included, and
 * round trips of a permit. These are counts, so that a busy machine does not blur them.
 */
public final class RateLimitFootprint {
  private static final int TAKEN = 50;

  /**
   * A row of the table.
   *
   * @param bytes the bytes of a subject
   * @param roundTrips the requests that the server read for a permit
   */
  public record Cost(long bytes, double roundTrips) {}

  private RateLimitFootprint() {}

  /** Returns the cost of each limiter, measured by so many subjects. */
  public static Map<String, Cost> measure(int subjects) {
    Map<String, Cost> costs = new LinkedHashMap<>();
    try (PeerLimiters limiters = new PeerLimiters(2 * TAKEN)) {
      for (Algorithm algorithm : Algorithm.values()) {
        costs.put(
            "tiercel " + algorithm,
            cost(limiters, subjects, subject -> limiters.tiercel(algorithm, subject)));
      }
      costs.put("redisson", cost(limiters, subjects, limiters::redisson));
      costs.put("bucket4j", cost(limiters, subjects, limiters::bucket4j));
    }
    return costs;
  }

  private static void take(Predicate<String> limiter, int subject) {
    if (!limiter.test("subject-" + subject)) {
      throw new IllegalStateException("denied: subject-" + subject);
    }
  }

  private static Cost cost(PeerLimiters limiters, int subjects, Predicate<String> limiter) {
    long bytes = limiters.bytesOf("subject-0");
    for (int i = 0; i < subjects; i++) {
      take(limiter, i); // the first call makes what is made once
    }
    long reads = limiters.requestsRead();
    for (int i = 0; i < subjects * (TAKEN - 1); i++) {
      take(limiter, i % subjects);
    }
    // The asking itself was read once more.
    long calls = limiters.requestsRead() - reads - 1;
    return new Cost(
        limiters.bytesOf("subject-0") - bytes, (double) calls / (subjects * (TAKEN - 1.0)));
  }
}
