/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.tier.TierClock;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Says once that a server which answers refuses what it is asked for, as one without room does, and
 * once that it no longer does. Safe for many threads.
 */
final class RedisRefusals {
  private static final Logger LOG = System.getLogger(RedisRefusals.class.getName());
  private static final long QUIET_MILLIS = 3_000;

  private final String servers;
  private final TierClock clock;
  private final AtomicBoolean refusing = new AtomicBoolean();
  private volatile long lastMillis;

  RedisRefusals(String servers, TierClock clock) {
    this.servers = servers;
    this.clock = clock;
  }

  /** Takes note of a refusal. */
  void met(RedisFault fault, String text) {
    lastMillis = clock.millis();
    if (refusing.compareAndSet(false, true)) {
      LOG.log(Level.WARNING, () -> Messages.refuses(servers, text, fault));
    }
  }

  /** Tells whether it is time to see whether the server still refuses. */
  boolean mayBeOver() {
    return refusing.get() && clock.millis() - lastMillis > QUIET_MILLIS;
  }

  /** Takes note that the server does again what it is asked for. */
  void over() {
    if (refusing.compareAndSet(true, false)) {
      LOG.log(Level.INFO, () -> Messages.refusesNoMore(servers));
    }
  }
}
