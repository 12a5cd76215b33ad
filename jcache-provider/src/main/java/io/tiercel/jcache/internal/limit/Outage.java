/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.limit;

import io.tiercel.jcache.internal.tier.TierFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/** Says once that limiters go on without Redis, and once that they ask it again. Thread-safe. */
final class Outage {
  private static final Logger LOG = System.getLogger(Outage.class.getName());

  private final AtomicBoolean away = new AtomicBoolean();

  void failed(TierFailure failure, int nodes) {
    if (away.compareAndSet(false, true)) {
      LOG.log(Level.WARNING, () -> Messages.away(nodes, failure));
    }
  }

  void answered() {
    if (away.get() && away.compareAndSet(true, false)) {
      LOG.log(Level.INFO, Messages::back);
    }
  }
}
