/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loads whose answer comes later share what others begin, and hold no thread. */
@Timeout(60)
final class LaterLoadTest {
  private static final long WAIT_MILLIS = 1000;

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final StampedeGuard guard = new StampedeGuard(WAIT_MILLIS, nanos::get);
  private final CompletableFuture<@Nullable Object> first = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Object> second = new CompletableFuture<>();

  @Test
  void onceLater_underWay_isJoinedByLaterAndWaitingCallers() throws Exception {
    CompletableFuture<@Nullable Object> leader = load(first);
    CompletableFuture<@Nullable Object> joiner = load(second);
    CompletableFuture<@Nullable Object> waiting =
        CompletableFuture.supplyAsync(() -> once("a load of its own"));
    first.complete("first");
    assertThat(leader).isCompletedWithValue("first");
    assertThat(joiner).isCompletedWithValue("first");
    assertThat(waiting.join()).isIn("first", "a load of its own");
    assertThat(load(second)).isNotDone();
  }

  @Test
  void onceLater_keyIsLoadedByAThread_joinsWithoutWaiting() throws Exception {
    CompletableFuture<@Nullable Object> begun = new CompletableFuture<>();
    CompletableFuture<@Nullable Object> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return guard.once(
                    "cache",
                    "key",
                    () -> {
                      begun.complete(null);
                      return first.join();
                    });
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    begun.join();
    CompletableFuture<@Nullable Object> joiner = load(second);
    assertThat(joiner).isNotDone();
    first.complete("first");
    assertThat(waiting.join()).isEqualTo("first");
    assertThat(joiner.join()).isEqualTo("first");
  }

  @Test
  void onceLater_forgotten_isNotJoinedAndDoesNotEndTheNext() throws Exception {
    assertThat(load(first)).isNotDone();
    guard.forget("cache", "key");
    assertThat(load(second)).isNotDone();
    first.complete("first");
    assertThat(load(new CompletableFuture<>())).isNotDone();
    second.complete("second");
    assertThat(load(first)).isCompletedWithValue("first");
  }

  @Test
  void onceLater_underWayForTooLong_isNotJoinedAnyMore() throws Exception {
    assertThat(load(first)).isNotDone();
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS) - 1);
    assertThat(load(CompletableFuture.completedFuture("own"))).isNotDone();
    nanos.addAndGet(1);
    assertThat(load(CompletableFuture.completedFuture("own"))).isCompletedWithValue("own");
  }

  @Test
  void onceLater_sameKeyWhileItBegins_loadsForItself() throws Exception {
    CompletableFuture<@Nullable Object> outer =
        guard
            .onceLater("cache", "key", () -> load(CompletableFuture.completedFuture("inner")))
            .toCompletableFuture();
    assertThat(outer).isCompletedWithValue("inner");
  }

  @Test
  void onceLater_failsToBegin_throwsAndIsNotKept() throws Exception {
    assertThatThrownBy(
            () ->
                guard.onceLater(
                    "cache",
                    "key",
                    () -> {
                      throw new IOException("no database");
                    }))
        .isExactlyInstanceOf(IOException.class);
    first.completeExceptionally(new IOException("later"));
    assertThat(load(first)).isCompletedExceptionally();
    assertThat(load(CompletableFuture.completedFuture("own"))).isCompletedWithValue("own");
  }

  private CompletableFuture<@Nullable Object> load(CompletableFuture<@Nullable Object> answer)
      throws Exception {
    return guard.onceLater("cache", "key", () -> answer).toCompletableFuture();
  }

  private @Nullable Object once(Object answer) {
    try {
      return guard.once("cache", "key", () -> answer);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
