/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.spi.Invalidation;
import io.tiercel.jcache.spi.Invalidation.Reason;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowWriterTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");

  private final MemoryStore store = new MemoryStore();
  // Its tasks wait for ever: each test says itself when rows are written.
  private final Waiting executor = new Waiting();
  private final RowWriter<CountedInvalidation> writer =
      new RowWriter<>(new InvalidationBuffer("node-1"), store, executor, this::inContext);
  private boolean inContext;

  @AfterEach
  void shutDown() {
    executor.shutdownNow();
  }

  @Test
  void flush_writesWhatWasHeard() {
    writer.accept(
        new CountedInvalidation(
            new Invalidation("acme", "messages", "7", Reason.MANUAL, "messages"), NOW, 15L));
    writer.accept(
        new CountedInvalidation(
            new Invalidation(null, "countries", null, Reason.CASCADE, "messages"), NOW, null));
    assertThat(store.rows).isEmpty();
    writer.flush();
    assertThat(store.rows).hasSize(2);
    InvalidationLog first = store.invalidations().get(0);
    assertThat(first.id()).isNull();
    assertThat(first.occurredAt()).isEqualTo(NOW.atOffset(ZoneOffset.UTC));
    assertThat(first.tenantId()).isEqualTo("acme");
    assertThat(first.resourceType()).isEqualTo("messages");
    assertThat(first.entryId()).isEqualTo("7");
    assertThat(first.reason()).isEqualTo("manual");
    assertThat(first.entryCount()).isEqualTo(15);
    assertThat(store.invalidations().get(1).entryCount()).isNull();
    assertThat(first.initiatingResource()).isEqualTo("messages");
    assertThat(first.nodeId()).isEqualTo("node-1");
    assertThat(store.invalidations().get(1).tenantId()).isEmpty();
    assertThat(store.invalidations().get(1).reason()).isEqualTo("cascade");
  }

  @Test
  void accept_many_schedulesOneFlushAndWritesInBatches() {
    hear(RowWriter.BATCH_ROWS + 1);
    assertThat(executor.getQueue()).hasSize(1);
    writer.flush();
    assertThat(store.batches).containsExactly(RowWriter.BATCH_ROWS, 1);
    hear(1);
    assertThat(executor.getQueue()).hasSize(2);
  }

  @Test
  void accept_flushIsScheduled_runsInTheContextThatWasGiven() {
    hear(1);
    ((RunnableFuture<?>) executor.getQueue().element()).run();
    assertThat(inContext).isTrue();
    assertThat(store.rows).hasSize(1);
  }

  private Runnable inContext(Runnable task) {
    return () -> {
      inContext = true;
      task.run();
    };
  }

  @Test
  void accept_bufferIsFull_dropsAndCounts() {
    hear(InvalidationBuffer.MOST_ROWS + 3);
    assertThat(writer.dropped()).isEqualTo(3);
    writer.flush();
    assertThat(store.rows).hasSize(InvalidationBuffer.MOST_ROWS);
  }

  @Test
  void flush_storeFails_dropsTheBatchCountsItAndTriesTheNextLater() {
    store.failing = true;
    hear(RowWriter.BATCH_ROWS + 2);
    writer.flush();
    assertThat(writer.dropped()).isEqualTo(RowWriter.BATCH_ROWS);
    assertThat(executor.getQueue()).as("flushes").hasSize(2);
    store.failing = false;
    writer.flush();
    assertThat(store.rows).hasSize(2);
    assertThat(writer.dropped()).isEqualTo(RowWriter.BATCH_ROWS);
  }

  @Test
  void accept_executorIsShutDown_keepsTheRowForClose() {
    executor.shutdownNow();
    hear(1);
    writer.close();
    assertThat(store.rows).hasSize(1);
  }

  @Test
  void close_flushIsScheduled_writesTheRowsAndLeavesNoTask() {
    hear(1);
    writer.close();
    assertThat(store.batches).containsExactly(1);
    assertThat(executor.getQueue())
        .singleElement()
        .satisfies(task -> assertThat(((Future<?>) task).isCancelled()).isTrue());
    hear(1);
    assertThat(executor.getQueue()).hasSize(1);
    assertThat(writer.dropped()).isEqualTo(1);
  }

  private void hear(int invalidations) {
    for (int i = 0; i < invalidations; i++) {
      writer.accept(
          new CountedInvalidation(
              new Invalidation("acme", "messages", null, Reason.MANUAL, "messages"), NOW, 0L));
    }
  }

  /** Keeps its tasks and runs none. */
  private static final class Waiting extends ScheduledThreadPoolExecutor {
    Waiting() {
      super(0);
    }

    @Override
    public java.util.concurrent.ScheduledFuture<?> schedule(
        Runnable task, long delay, java.util.concurrent.TimeUnit unit) {
      if (isShutdown()) {
        throw new RejectedExecutionException("shut down");
      }
      return super.schedule(task, 1, java.util.concurrent.TimeUnit.DAYS);
    }
  }

  private static final class MemoryStore implements RowStore {
    private final List<Object> rows = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private boolean failing;

    private List<InvalidationLog> invalidations() {
      return rows.stream().map(InvalidationLog.class::cast).toList();
    }

    @Override
    public void write(List<?> batch) {
      if (failing) {
        throw new IllegalStateException("the database is down");
      }
      batches.add(batch.size());
      rows.addAll(batch);
    }

    @Override
    public void close() {}
  }
}
