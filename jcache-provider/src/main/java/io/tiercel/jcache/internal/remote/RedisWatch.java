/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.tier.TierFailure;
import io.tiercel.jcache.shaded.redisson.client.RedisException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that looks after a manager's way to Redis: once a second it connects if that is
 * still to be done, sends the heartbeat, and once a minute measures the server's clock.
 */
final class RedisWatch implements AutoCloseable {
  private static final Logger LOG = System.getLogger(RedisWatch.class.getName());
  private static final int TICKS_BETWEEN_MEASURES = 60;
  private static final long LAST_TICK_SECONDS = 2;

  private final RedisLink link;
  private final RedisInvalidationBus bus;
  private final boolean listens;
  private final ScheduledExecutorService thread;
  private final ScheduledFuture<?> ticks;
  private int ticksToMeasure;
  private final List<Runnable> tasks = new CopyOnWriteArrayList<>();

  /**
   * Starts the thread.
   *
   * @param listens whether there are copies, so that changes must be heard
   */
  RedisWatch(RedisLink link, RedisInvalidationBus bus, boolean listens) {
    this.link = link;
    this.bus = bus;
    this.listens = listens;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "tiercel-redis-watch");
              made.setDaemon(true);
              made.setContextClassLoader(RedisWatch.class.getClassLoader());
              return made;
            });
    this.ticks = thread.scheduleWithFixedDelay(this::tick, 0, 1, TimeUnit.SECONDS);
  }

  /** Has a task run with each tick, after the others; it fails as they do. */
  void onTick(Runnable task) {
    tasks.add(task);
  }

  private void tick() {
    attempt(this::measureClock);
    if (listens) {
      attempt(bus::tick);
    }
    attempt(link::tryAgain);
    tasks.forEach(RedisWatch::attempt);
  }

  private void measureClock() {
    if (ticksToMeasure-- == 0 || link.isCut()) {
      ticksToMeasure = 0;
      link.measureClock();
      ticksToMeasure = TICKS_BETWEEN_MEASURES;
    }
  }

  /**
   * In a cluster one server may be away while the others need to be looked after; and a tick that
   * throws anything would be the last.
   */
  @SuppressWarnings("checkstyle:IllegalCatch") // the schedule would end without a word
  private static void attempt(Runnable task) {
    try {
      task.run();
    } catch (TierFailure | RedisException e) {
      LOG.log(Level.DEBUG, "L2 does not answer: {0}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, Messages.watchFailed(), e);
    }
  }

  /** Waits for a tick that runs, which would meet a client that is closed. */
  @Override
  public void close() {
    ticks.cancel(true);
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(LAST_TICK_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(Level.DEBUG, "the watch of L2 still runs");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
