/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.tier.TierClock;
import io.tiercel.jcache.internal.tier.TierEntry;

/**
 * The server's time as this node reckons it: its own clock, and between what limits the difference
 * was when it was last measured. Deadlines are told by the server's clock, so no node's clock is
 * trusted; each is reckoned early by what is not known, so that no copy outlives its entry. Safe
 * for many threads.
 */
final class RedisClock {
  private final TierClock own;
  private volatile Ahead ahead = new Ahead(0, 0);

  RedisClock(TierClock own) {
    this.own = own;
  }

  /** How much the server's clock is ahead, at least and at most. */
  private record Ahead(long least, long most) {}

  /** Takes the server's time, which was asked for at a time and answered at another. */
  void measured(long serverMillis, long askedMillis, long answeredMillis) {
    ahead = new Ahead(serverMillis - answeredMillis - 1, serverMillis + 1 - askedMillis);
  }

  /**
   * Returns the deadline by the server's clock, or a little earlier; 0 for one that never comes.
   */
  long toServer(long deadline) {
    return deadline == TierEntry.NEVER ? 0 : deadline + ahead.least();
  }

  /** Returns the deadline by this node's clock, or a little earlier. */
  long toOwn(long serverDeadline) {
    return serverDeadline == 0 ? TierEntry.NEVER : serverDeadline - ahead.most();
  }

  long millis() {
    return own.millis();
  }
}
