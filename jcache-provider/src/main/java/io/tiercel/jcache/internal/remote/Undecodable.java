/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the entries of a cache that cannot be decoded, and warns of the first. Safe for many
 * threads.
 */
final class Undecodable {
  private static final Logger LOG = System.getLogger(Undecodable.class.getName());

  private final String cacheName;
  private final LongAdder count = new LongAdder();
  private volatile boolean said;

  Undecodable(String cacheName) {
    this.cacheName = cacheName;
  }

  void report(String reason) {
    count.increment();
    if (!said) {
      said = true;
      LOG.log(Level.WARNING, () -> Messages.undecodable(cacheName, reason));
    }
  }

  /** Returns how many there were. */
  long count() {
    return count.sum();
  }
}
