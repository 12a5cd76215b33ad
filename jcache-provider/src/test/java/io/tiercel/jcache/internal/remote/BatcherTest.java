/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.internal.remote.Batcher.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What travels together, with a carrier that the test holds. */
class BatcherTest {
  /** A batch on its way, until the test lets it arrive. */
  private record Sent(List<Call<Integer, String>> calls, CompletableFuture<Void> end) {
    List<Integer> questions() {
      return calls.stream().map(Call::question).toList();
    }

    void arrive() {
      calls.forEach(call -> call.answer().complete("answer " + call.question()));
      end.complete(null);
    }
  }

  private final List<Sent> sent = new ArrayList<>();
  private final List<CompletableFuture<String>> answers = new ArrayList<>();
  private final Batcher<Integer, String> batcher =
      new Batcher<>(
          1,
          Runnable::run,
          calls -> {
            sent.add(new Sent(calls, new CompletableFuture<>()));
            return last().end();
          });

  private void ask(Batcher<Integer, String> batcher, int question) {
    answers.add(batcher.call(question));
  }

  private Sent last() {
    return sent.get(sent.size() - 1);
  }

  @Test
  void call_thatComesAlone_leavesAtOnce() {
    CompletableFuture<String> answer = batcher.call(1);
    assertThat(sent).hasSize(1);
    last().arrive();
    assertThat(answer).isCompletedWithValue("answer 1");
    ask(batcher, 2);
    assertThat(last().questions()).containsExactly(2);
  }

  @Test
  void calls_thatComeMeanwhile_leaveTogether() {
    ask(batcher, 1);
    CompletableFuture<String> second = batcher.call(2);
    CompletableFuture<String> third = batcher.call(3);
    assertThat(sent).hasSize(1);
    last().arrive();
    assertThat(sent).hasSize(2);
    assertThat(last().questions()).containsExactly(2, 3);
    last().arrive();
    assertThat(second).isCompletedWithValue("answer 2");
    assertThat(third).isCompletedWithValue("answer 3");
    assertThat(sent).hasSize(2);
  }

  @Test
  void calls_belowTheLimit_doNotWait() {
    Batcher<Integer, String> two = new Batcher<>(2, Runnable::run, this::hold);
    ask(two, 1);
    ask(two, 2);
    ask(two, 3);
    assertThat(sent).extracting(Sent::questions).containsExactly(List.of(1), List.of(2));
    sent.get(1).arrive();
    assertThat(last().questions()).containsExactly(3);
  }

  private CompletableFuture<Void> hold(List<Call<Integer, String>> calls) {
    sent.add(new Sent(calls, new CompletableFuture<>()));
    return last().end();
  }

  @Test
  void calls_thatAreMany_leaveInSeveralBatches() {
    ask(batcher, 0);
    for (int i = 1; i <= 200; i++) {
      ask(batcher, i);
    }
    last().arrive();
    assertThat(last().calls()).hasSize(128);
    last().arrive();
    assertThat(last().calls()).hasSize(72);
    assertThat(sent).hasSize(3);
  }

  @Test
  void batch_thatFails_failsEachOfItsCallsAndNoOther() {
    ask(batcher, 1);
    CompletableFuture<String> second = batcher.call(2);
    CompletableFuture<String> third = batcher.call(3);
    last().arrive();
    CompletableFuture<String> fourth = batcher.call(4);
    last().calls().get(1).answer().complete("in time");
    last().end().completeExceptionally(new IllegalStateException("cut"));
    assertThatThrownBy(second::join).hasRootCauseMessage("cut");
    assertThat(third).isCompletedWithValue("in time");
    last().arrive();
    assertThat(fourth).isCompletedWithValue("answer 4");
  }

  @Test
  void carrier_thatThrows_failsTheCallAndLetsTheNextLeave() {
    AtomicInteger calls = new AtomicInteger();
    Batcher<Integer, String> broken =
        new Batcher<>(
            1,
            Runnable::run,
            batch -> {
              if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("closed");
              }
              return hold(batch);
            });
    assertThatThrownBy(() -> broken.call(1).join()).hasRootCauseMessage("closed");
    CompletableFuture<String> answer = broken.call(2);
    last().arrive();
    assertThat(answer).isCompletedWithValue("answer 2");
  }

  @Test
  void call_thatWasCancelled_doesNotLeave() {
    ask(batcher, 1);
    assertThat(batcher.call(2).cancel(false)).isTrue();
    ask(batcher, 3);
    last().arrive();
    assertThat(last().questions()).containsExactly(3);
    last().arrive();
    ask(batcher, 4);
    assertThat(batcher.call(5).cancel(false)).isTrue();
    last().arrive();
    assertThat(sent).hasSize(3);
    ask(batcher, 6);
    assertThat(last().questions()).containsExactly(6);
  }

  @Test
  void calls_ofManyThreads_areEachAnsweredOnce() throws Exception {
    ExecutorService carrying = Executors.newFixedThreadPool(2);
    ExecutorService asking = Executors.newFixedThreadPool(8);
    AtomicInteger carried = new AtomicInteger();
    try {
      Batcher<Integer, String> busy =
          new Batcher<>(
              2,
              Runnable::run,
              calls ->
                  CompletableFuture.runAsync(
                      () -> {
                        carried.addAndGet(calls.size());
                        calls.forEach(call -> call.answer().complete("answer " + call.question()));
                      },
                      carrying));
      List<Future<Boolean>> asked = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        int first = thread * 10_000;
        asked.add(
            asking.submit(
                () -> {
                  for (int i = first; i < first + 10_000; i++) {
                    assertThat(busy.call(i).join()).isEqualTo("answer " + i);
                  }
                  return true;
                }));
      }
      for (Future<Boolean> answered : asked) {
        assertThat(answered.get()).isTrue();
      }
      assertThat(carried).hasValue(80_000);
    } finally {
      asking.shutdownNow();
      carrying.shutdownNow();
    }
  }
}
