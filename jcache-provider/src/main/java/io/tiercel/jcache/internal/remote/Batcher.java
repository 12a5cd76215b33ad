/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets the calls of many threads travel together. A call that comes while enough others are under
 * way waits until one of those is back, and leaves with all that waited beside it; a call that
 * comes alone leaves at once. No timer, no thread of its own: calls leave on a thread of the
 * carrier's, so that it costs the caller nothing but a place in the queue. Safe for many threads.
 */
final class Batcher<Q, A> {
  private static final int MOST_CALLS = 128;

  private final int mostUnderWay;
  private final Executor departures;
  private final Function<List<Call<Q, A>>, CompletionStage<Void>> carrier;
  private final Queue<Call<Q, A>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger underWay = new AtomicInteger();

  /**
   * Creates a batcher.
   *
   * @param mostUnderWay how many batches may be under way at once
   * @param departures the threads on which calls leave
   * @param carrier sends some calls and answers each of them; what it returns ends when all are
   *     answered, and fails those that are not where it fails
   */
  Batcher(
      int mostUnderWay,
      Executor departures,
      Function<List<Call<Q, A>>, CompletionStage<Void>> carrier) {
    this.mostUnderWay = mostUnderWay;
    this.departures = departures;
    this.carrier = carrier;
  }

  /** A question, and its answer when there is one. A call that was cancelled does not leave. */
  record Call<Q, A>(Q question, CompletableFuture<A> answer) {}

  /** Returns the answer to a question. */
  CompletableFuture<A> call(Q question) {
    Call<Q, A> call = new Call<>(question, new CompletableFuture<>());
    waiting.add(call);
    if (underWay.get() < mostUnderWay) { // else one that arrives takes it along
      try {
        departures.execute(this::leave);
      } catch (RejectedExecutionException e) {
        call.answer().completeExceptionally(e);
      }
    }
    return call.answer();
  }

  private void leave() {
    while (!waiting.isEmpty() && mayLeave()) {
      List<Call<Q, A>> batch = board();
      if (batch.isEmpty()) {
        underWay.decrementAndGet();
      } else {
        CompletableFuture<?> unused =
            CompletableFuture.completedFuture(batch)
                .thenCompose(carrier)
                .whenComplete((done, failure) -> arrive(batch, failure));
      }
    }
  }

  private boolean mayLeave() {
    int now = underWay.get();
    while (now < mostUnderWay) {
      if (underWay.compareAndSet(now, now + 1)) {
        return true;
      }
      now = underWay.get();
    }
    return false;
  }

  private List<Call<Q, A>> board() {
    List<Call<Q, A>> batch = new ArrayList<>();
    while (batch.size() < MOST_CALLS) {
      Call<Q, A> next = waiting.poll();
      if (next == null) {
        break;
      }
      if (!next.answer().isDone()) {
        batch.add(next);
      }
    }
    return batch;
  }

  private void arrive(List<Call<Q, A>> batch, @Nullable Throwable failure) {
    if (failure != null) {
      batch.forEach(call -> call.answer().completeExceptionally(failure));
    }
    underWay.decrementAndGet();
    leave();
  }
}
