/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.jcache.spi.Invalidation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Records invalidations a moment after they happened, in batches, off the thread that invalidated.
 * What the buffer has no room for and what the store refuses is dropped and counted: recording
 * never holds up a request. Safe for many threads.
 */
final class InvalidationWriter implements Consumer<Invalidation>, AutoCloseable {
  static final int BUFFERED_ROWS = 10_000;
  static final int BATCH_ROWS = 500;
  static final long DELAY_MILLIS = 500;

  private static final System.Logger LOG = System.getLogger(InvalidationWriter.class.getName());

  private final BlockingQueue<InvalidationLog> buffer = new ArrayBlockingQueue<>(BUFFERED_ROWS);
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final LongAdder dropped = new LongAdder();
  private final InvalidationStore store;
  private final ScheduledExecutorService executor;
  private final InstantSource clock;
  private final String node;
  private boolean failing;

  /**
   * Creates a writer.
   *
   * @param store where the rows go
   * @param executor writes them; the writer does not shut it down
   * @param clock dates them
   * @param node the name of this node
   */
  InvalidationWriter(
      InvalidationStore store,
      ScheduledExecutorService executor,
      InstantSource clock,
      String node) {
    this.store = store;
    this.executor = executor;
    this.clock = clock;
    this.node = node;
  }

  @Override
  public void accept(Invalidation invalidation) {
    if (buffer.offer(new InvalidationLog(invalidation, clock.instant(), node))) {
      schedule();
    } else {
      dropped.increment();
    }
  }

  /** Returns the number of rows that were dropped since the writer was made. */
  long dropped() {
    return dropped.sum();
  }

  /** Writes what is buffered. */
  synchronized void flush() {
    scheduled.set(false);
    List<InvalidationLog> batch = nextBatch();
    while (!batch.isEmpty() && write(batch)) {
      batch = nextBatch();
    }
    if (!buffer.isEmpty()) {
      schedule();
    }
  }

  /** Writes what is buffered and closes the store. */
  @Override
  public synchronized void close() {
    flush();
    store.close();
  }

  private void schedule() {
    if (!scheduled.compareAndSet(false, true)) {
      return;
    }
    try {
      // The flush keeps its own failures: nobody waits for it.
      Future<?> unused = executor.schedule(this::flush, DELAY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException shuttingDown) {
      scheduled.set(false);
      LOG.log(System.Logger.Level.DEBUG, "no executor: rows wait for close", shuttingDown);
    }
  }

  private List<InvalidationLog> nextBatch() {
    List<InvalidationLog> batch = new ArrayList<>();
    buffer.drainTo(batch, BATCH_ROWS);
    return batch;
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // a persistence provider may throw anything
  private boolean write(List<InvalidationLog> batch) {
    try {
      store.write(batch);
    } catch (Exception failure) {
      dropped.add(batch.size());
      if (!failing) {
        LOG.log(System.Logger.Level.WARNING, Messages.notWritten(batch.size()), failure);
      }
      failing = true;
      return false;
    }
    if (failing) {
      LOG.log(System.Logger.Level.INFO, () -> Messages.writtenAgain(dropped()));
    }
    failing = false;
    return true;
  }
}
