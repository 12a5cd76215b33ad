/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RunningLoadsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final RunningLoads loads = new RunningLoads();

  @Test
  void run_open_runs() {
    AtomicBoolean ran = new AtomicBoolean();
    assertThat(loads.run(() -> ran.set(true))).isTrue();
    assertThat(ran).isTrue();
    assertThat(loads.close(LONG)).isTrue();
  }

  @Test
  void run_closed_doesNotRun() {
    loads.close(LONG);
    AtomicBoolean ran = new AtomicBoolean();
    assertThat(loads.run(() -> ran.set(true))).isFalse();
    assertThat(ran).isFalse();
  }

  @Test
  void close_loadRuns_waitsForItAndLetsNoneBegin() {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    CompletableFuture<Void> load =
        CompletableFuture.runAsync(
            () ->
                loads.run(
                    () -> {
                      began.countDown();
                      await(mayEnd);
                      ended.set(true);
                    }));
    await(began);
    assertThat(loads.close(Duration.ZERO)).isFalse();
    assertThat(loads.run(() -> {})).isFalse();
    mayEnd.countDown();
    load.join();
    assertThat(ended).isTrue();
  }

  @Test
  void close_loadEnds_answersTrueAfterIt() {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    CompletableFuture<Void> load =
        CompletableFuture.runAsync(
            () ->
                loads.run(
                    () -> {
                      began.countDown();
                      await(mayEnd);
                      ended.set(true);
                    }));
    await(began);
    CompletableFuture<Boolean> endedFirst =
        CompletableFuture.supplyAsync(() -> loads.close(LONG) && ended.get());
    mayEnd.countDown();
    assertThat(endedFirst.join()).isTrue();
    load.join();
  }

  @Test
  void run_loadFails_isCountedOut() {
    CompletableFuture<Boolean> failing =
        CompletableFuture.supplyAsync(
            () ->
                loads.run(
                    () -> {
                      throw new IllegalStateException("the source is down");
                    }));
    assertThat(failing.handle((done, failure) -> failure).join())
        .hasRootCauseMessage("the source is down");
    assertThat(loads.close(LONG)).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
