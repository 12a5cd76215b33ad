/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.monitor;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A thread that collects at an interval. */
final class CollectionThread implements AutoCloseable {
  private static final Logger LOG = System.getLogger(CollectionThread.class.getName());

  private final ScheduledExecutorService thread;
  private final ScheduledFuture<?> collections;

  CollectionThread(Runnable collect, Duration interval) {
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "tiercel-metrics");
              made.setDaemon(true);
              made.setContextClassLoader(CollectionThread.class.getClassLoader());
              return made;
            });
    this.collections =
        thread.scheduleAtFixedRate(
            () -> run(collect), interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // a listener is the application's code
  private static void run(Runnable collect) {
    try {
      collect.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, Messages.collectionFailed(), e);
    }
  }

  @Override
  public void close() {
    collections.cancel(false);
    thread.shutdown();
  }
}
