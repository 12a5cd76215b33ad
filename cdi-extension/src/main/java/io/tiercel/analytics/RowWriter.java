/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Records events of one kind a moment after they happened, in batches, off the thread that they
 * happened on. What the buffer has no room for and what the store refuses is dropped and counted:
 * recording never holds up a request. Safe for many threads.
 *
 * @param <E> the kind of events
 */
final class RowWriter<E> implements Consumer<E>, AutoCloseable {
  static final int BATCH_ROWS = 500;
  static final long DELAY_MILLIS = 500;

  private static final System.Logger LOG = System.getLogger(RowWriter.class.getName());

  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final LongAdder dropped = new LongAdder();
  private final RowBuffer<E> buffer;
  private final RowStore store;
  private final ScheduledExecutorService executor;
  private final Runnable flushing;
  private volatile @Nullable Future<?> next;
  private volatile boolean closed;
  private boolean failing;

  /**
   * Creates a writer.
   *
   * @param buffer keeps the events meanwhile
   * @param store where the rows go; the writer does not close it
   * @param executor writes them; the writer does not shut it down
   * @param context puts the writing into the context of the application: events come from within
   *     transactions, and a server that passes those calls' context on refuses another one there
   */
  RowWriter(
      RowBuffer<E> buffer,
      RowStore store,
      ScheduledExecutorService executor,
      UnaryOperator<Runnable> context) {
    this.buffer = buffer;
    this.store = store;
    this.executor = executor;
    this.flushing = context.apply(this::flush);
  }

  @Override
  public void accept(E event) {
    if (!closed && buffer.offer(event)) {
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
    List<?> batch = buffer.take(BATCH_ROWS);
    while (!batch.isEmpty() && write(batch)) {
      batch = buffer.take(BATCH_ROWS);
    }
    if (!buffer.isEmpty()) {
      schedule();
    }
  }

  /**
   * Writes what is buffered. What comes later is dropped, and no task stays behind: a server may
   * keep an application that one of its tasks belongs to.
   */
  @Override
  public void close() {
    closed = true;
    cancel(next);
    flush();
  }

  private static void cancel(@Nullable Future<?> task) {
    if (task != null) {
      task.cancel(false);
    }
  }

  private void schedule() {
    if (closed || !scheduled.compareAndSet(false, true)) {
      return;
    }
    try {
      // The flush keeps its own failures: nobody waits for it.
      Future<?> task = executor.schedule(flushing, DELAY_MILLIS, TimeUnit.MILLISECONDS);
      next = task;
      if (closed) {
        cancel(task);
      }
    } catch (RejectedExecutionException shuttingDown) {
      scheduled.set(false);
      LOG.log(System.Logger.Level.DEBUG, "no executor: rows wait for close", shuttingDown);
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // a persistence provider may throw anything
  private boolean write(List<?> batch) {
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
