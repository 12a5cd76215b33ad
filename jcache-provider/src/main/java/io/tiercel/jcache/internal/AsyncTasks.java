/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What a manager does behind its callers' backs: loads that were asked for, listeners that need not
 * be waited for, and the upkeep of L1 after many reads. At most two threads, none while there is
 * nothing to do. Safe for many threads.
 */
final class AsyncTasks implements Executor, AutoCloseable {
  private static final int THREADS = 2;
  private static final int IDLE_SECONDS = 5;

  private final ThreadPoolExecutor executor;

  AsyncTasks(ClassLoader classLoader) {
    this.executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "tiercel-async");
              thread.setDaemon(true);
              thread.setContextClassLoader(classLoader);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable task) {
    executor.execute(task);
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
