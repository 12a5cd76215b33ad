/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One load for all who ask meanwhile. */
@Timeout(60)
final class StampedeGuardTest {
  private static final int THREADS = 32;
  private static final long FOREVER = TimeUnit.HOURS.toMillis(1);

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final AtomicInteger loads = new AtomicInteger();
  private final CountDownLatch release = new CountDownLatch(1);

  /** A key that tells when somebody finds that it is being loaded. */
  private record Key(CountDownLatch followers) {
    @Override
    public boolean equals(@Nullable Object other) {
      followers.countDown();
      return other instanceof Key;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  @AfterEach
  void stop() {
    release.countDown();
    threads.shutdownNow();
  }

  @Test
  void once_manyThreads_loadOnce() throws Exception {
    StampedeGuard guard = new StampedeGuard(FOREVER);
    Object answer = new Object();
    List<Future<@Nullable Object>> callers = callers(guard, () -> answer);
    for (Future<@Nullable Object> caller : callers) {
      assertThat(caller.get()).isSameAs(answer);
    }
    assertThat(loads).hasValue(1);
  }

  @Test
  void once_noValue_isAnAnswerForAll() throws Exception {
    List<Future<@Nullable Object>> callers = callers(new StampedeGuard(FOREVER), () -> null);
    for (Future<@Nullable Object> caller : callers) {
      assertThat(caller.get()).isNull();
    }
    assertThat(loads).hasValue(1);
  }

  @Test
  void once_loadThatThrows_throwsTheSameForAllAndIsNotKept() throws Exception {
    StampedeGuard guard = new StampedeGuard(FOREVER);
    Exception failure = new Exception("no database");
    List<Future<@Nullable Object>> callers =
        callers(
            guard,
            () -> {
              throw failure;
            });
    for (Future<@Nullable Object> caller : callers) {
      assertThatThrownBy(caller::get).hasCause(failure);
    }
    assertThat(loads).hasValue(1);
    assertThat(guard.once("cache", new Key(new CountDownLatch(0)), () -> "later"))
        .isEqualTo("later");
  }

  @Test
  void once_loadThatEndsInAnError_leavesNobodyWaiting() {
    AssertionError error = new AssertionError("broken");
    List<Future<@Nullable Object>> callers =
        callers(
            new StampedeGuard(FOREVER),
            () -> {
              throw error;
            });
    assertThat(callers).allSatisfy(caller -> assertThatThrownBy(caller::get).hasRootCause(error));
  }

  /** Begins one load, and releases it when all others have found it under way. */
  private List<Future<@Nullable Object>> callers(
      StampedeGuard guard, Callable<@Nullable Object> load) {
    CountDownLatch followers = new CountDownLatch(THREADS - 1);
    List<Future<@Nullable Object>> callers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      callers.add(
          threads.submit(
              () ->
                  guard.once(
                      "cache",
                      new Key(followers),
                      () -> {
                        loads.incrementAndGet();
                        followers.await();
                        return load.call();
                      })));
    }
    return callers;
  }

  @Test
  void once_otherKeyOrCache_isAnotherLoad() throws Exception {
    StampedeGuard guard = new StampedeGuard(FOREVER);
    Future<@Nullable Object> load = begin(guard, "cache", "key");
    assertThat(guard.once("cache", "other", () -> 1)).isEqualTo(1);
    assertThat(guard.once("other", "key", () -> 2)).isEqualTo(2);
    assertThat(load).isNotDone();
  }

  @Test
  void once_withinItsOwnLoad_loadsWithoutWaiting() throws Exception {
    StampedeGuard guard = new StampedeGuard(FOREVER);
    Callable<@Nullable Object> inner = () -> guard.once("cache", "a", () -> "innermost");
    Callable<@Nullable Object> outer = () -> guard.once("cache", "b", inner);
    assertThat(guard.once("cache", "a", outer)).isEqualTo("innermost");
  }

  @Test
  void once_twoThreadsThatWaitForEachOther_endInBoth() throws Exception {
    StampedeGuard guard = new StampedeGuard(1);
    CountDownLatch both = new CountDownLatch(2);
    Future<@Nullable Object> one = threads.submit(() -> crossed(guard, both, "a", "b"));
    Future<@Nullable Object> two = threads.submit(() -> crossed(guard, both, "b", "a"));
    assertThat(one.get()).asString().endsWith(" for a");
    assertThat(two.get()).asString().endsWith(" for b");
  }

  private static @Nullable Object crossed(
      StampedeGuard guard, CountDownLatch both, String key, String other) throws Exception {
    return guard.once(
        "cache",
        key,
        () -> {
          both.countDown();
          both.await();
          return guard.once("cache", other, () -> other) + " for " + key;
        });
  }

  @Test
  void once_waitTooLong_loadsForItself() throws Exception {
    StampedeGuard guard = new StampedeGuard(1);
    Future<@Nullable Object> slow = begin(guard, "cache", "key");
    assertThat(guard.once("cache", "key", () -> "own")).isEqualTo("own");
    release.countDown();
    assertThat(slow.get()).isEqualTo("slow");
  }

  @Test
  void once_interruptedWhileWaiting_throwsAndKeepsTheFlag() throws Exception {
    StampedeGuard guard = new StampedeGuard(FOREVER);
    Future<@Nullable Object> load = begin(guard, "cache", "key");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> guard.once("cache", "key", () -> "own"))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(load).isNotDone();
  }

  @Test
  void forget_key_makesTheNextCallerLoadAnewAndOthersJoinIt() throws Exception {
    StampedeGuard guard = new StampedeGuard(FOREVER);
    Future<@Nullable Object> old = begin(guard, "cache", "key");
    guard.forget("cache", "key");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch oldEnded = new CountDownLatch(1);
    Future<@Nullable Object> anew =
        threads.submit(
            () ->
                guard.once(
                    "cache",
                    "key",
                    () -> {
                      begun.countDown();
                      oldEnded.await();
                      return "anew";
                    }));
    begun.await();
    release.countDown();
    assertThat(old.get()).isEqualTo("slow");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> guard.once("cache", "key", () -> "not joined"))
        .as("the end of the old load does not end the new one")
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    oldEnded.countDown();
    assertThat(anew.get()).isEqualTo("anew");
  }

  @Test
  void forget_otherKeyOrCache_changesNothing() throws Exception {
    StampedeGuard guard = new StampedeGuard(1);
    Future<@Nullable Object> load = begin(guard, "cache", "key");
    guard.forget("cache", "other");
    guard.forget("other");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> guard.once("cache", "key", () -> "not joined"))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
    guard.forget("cache");
    assertThat(guard.once("cache", "key", () -> "anew")).isEqualTo("anew");
    assertThat(load).isNotDone();
  }

  /** Begins a load that ends when it is released. */
  private Future<@Nullable Object> begin(StampedeGuard guard, String cache, Object key)
      throws InterruptedException, ExecutionException {
    CountDownLatch begun = new CountDownLatch(1);
    Future<@Nullable Object> load =
        threads.submit(
            () ->
                guard.once(
                    cache,
                    key,
                    () -> {
                      begun.countDown();
                      release.await();
                      return "slow";
                    }));
    begun.await();
    return load;
  }
}
