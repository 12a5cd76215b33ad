/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.tier.TierClock;
import io.tiercel.jcache.internal.tier.TierEntry;

/**
 * The server's time as this node reckons it: its own clock and the difference that was last
 * measured. Deadlines are told by the server's clock, so no node's clock is trusted. Safe for many
 * threads.
 */
final class RedisClock {
  private final TierClock own;
  private volatile long ahead;

  RedisClock(TierClock own) {
    this.own = own;
  }

  /** Takes the server's time, which was asked for at a time and answered at another. */
  void measured(long serverMillis, long askedMillis, long answeredMillis) {
    ahead = serverMillis - (askedMillis + answeredMillis) / 2;
  }

  /** Returns the deadline by the server's clock, 0 for one that never comes. */
  long toServer(long deadline) {
    return deadline == TierEntry.NEVER ? 0 : deadline + ahead;
  }

  /** Returns the deadline by this node's clock. */
  long toOwn(long serverDeadline) {
    return serverDeadline == 0 ? TierEntry.NEVER : serverDeadline - ahead;
  }

  long millis() {
    return own.millis();
  }
}
