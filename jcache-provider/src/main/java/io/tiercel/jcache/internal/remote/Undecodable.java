/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Tells of the entries of a cache that cannot be decoded: the observers of each, the log of the
 * first. Safe for many threads.
 */
final class Undecodable {
  private static final Logger LOG = System.getLogger(Undecodable.class.getName());

  private final String cacheName;
  private final Runnable observer;
  private volatile boolean said;

  Undecodable(String cacheName, Runnable observer) {
    this.cacheName = cacheName;
    this.observer = observer;
  }

  void report(String reason) {
    observer.run();
    if (!said) {
      said = true;
      LOG.log(Level.WARNING, () -> Messages.undecodable(cacheName, reason));
    }
  }
}
