/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The loads of one cache that run behind their callers' backs. Once closed, none begins: a loader
 * that was closed with its cache is not called again. Safe for many threads.
 */
final class RunningLoads {
  private final Phaser running = new Phaser(1);
  private volatile boolean closed;

  /** Runs a load, or answers false if none may begin any more. */
  boolean run(Runnable load) {
    if (closed || running.register() < 0) {
      return false;
    }
    try {
      load.run();
      return true;
    } finally {
      running.arriveAndDeregister();
    }
  }

  /** Lets no load begin, and waits for those that run; answers false if they took too long. */
  boolean close(Duration limit) {
    closed = true;
    int phase = running.arriveAndDeregister();
    if (phase < 0) {
      return true;
    }
    try {
      running.awaitAdvanceInterruptibly(phase, limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
