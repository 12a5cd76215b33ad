/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.limit;

import io.tiercel.jcache.internal.tier.TierFailure;
import io.tiercel.ratelimit.RateLimitObserver;

/** The messages of this package: numbers 5050 to 5099. */
final class Messages {
  private Messages() {}

  static IllegalArgumentException badSubject(String limiter, int length, int longest) {
    return new IllegalArgumentException(
        "TIERCEL-5050 limiter '"
            + limiter
            + "': a subject must be 1 to "
            + longest
            + " characters: length="
            + length
            + " (give a hash of it)");
  }

  static IllegalArgumentException badPermits(String limiter, long permits, long most) {
    return new IllegalArgumentException(
        "TIERCEL-5051 limiter '"
            + limiter
            + "': permits must be 1 to those of its smallest limit, "
            + most
            + ": permits="
            + permits
            + " (ask for fewer, or raise the limit)");
  }

  static IllegalStateException closed() {
    return new IllegalStateException(
        "TIERCEL-5052 the limiters' cache manager is closed (get it from its provider again)");
  }

  static String eachForItself() {
    return "TIERCEL-5053 rate limits hold for this node alone: no Redis is named (set"
        + " tiercel.l2.address to count for all nodes together)";
  }

  static String away(int nodes, TierFailure cause) {
    return "TIERCEL-5054 rate limits go on without Redis, as each limiter's on-outage says: nodes="
        + nodes
        + " cause="
        + cause.getMessage()
        + " (see that the server runs and tiercel.l2.address is right)";
  }

  static String back() {
    return "TIERCEL-5055 rate limits are counted in Redis again";
  }

  static String observerFailed(RateLimitObserver observer) {
    return "TIERCEL-5056 ["
        + observer.getClass().getName()
        + "] an observer of rate limits failed; further failures are not logged (mend it)";
  }
}
