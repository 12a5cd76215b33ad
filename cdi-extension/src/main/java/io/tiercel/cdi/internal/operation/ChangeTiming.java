/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import io.tiercel.cdi.internal.transaction.Change;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * When a method changes its cache.
 *
 * @param afterInvocation after the method; else before it
 * @param failures the exceptions of the method in spite of which the change is made; only read
 *     where the change comes after the method
 * @param later whether the method's result comes later; the change then comes after it
 */
record ChangeTiming(boolean afterInvocation, ExceptionFilter failures, boolean later) {
  /**
   * Runs the method and makes the change in its time.
   *
   * @param untilCommit what is changed at once, within a transaction, where the change comes before
   *     the method
   */
  @SuppressWarnings("checkstyle:IllegalCatch") // the method may throw anything
  @Nullable Object around(
      InvocationContext call, CacheCalls calls, Change change, Change untilCommit)
      throws Exception {
    if (!afterInvocation) {
      calls.applyBefore(change, untilCommit);
      return call.proceed();
    }
    Object result;
    try {
      result = call.proceed();
    } catch (Exception | Error failure) {
      if (failures.test(failure)) {
        applyAfter(failure, calls, change);
      }
      throw failure;
    }
    if (later && result != null) {
      return after((CompletionStage<?>) result, calls, change);
    }
    calls.apply(change);
    return result;
  }

  /** The change waits for both, the result and the commit of the caller's transaction. */
  private CompletionStage<@Nullable Object> after(
      CompletionStage<?> result, CacheCalls calls, Change change) {
    CompletableFuture<@Nullable Void> committed = calls.committed(change.affected());
    return Later.after(
        result,
        (value, failure) -> {
          if (failure != null && !failures.test(Later.own(failure))) {
            return;
          }
          CompletableFuture<Void> changed = committed.thenRun(change.action());
          if (changed.isCompletedExceptionally()) {
            changed.join();
          }
        });
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // the method's own failure wins over any of ours
  private static void applyAfter(Throwable failure, CacheCalls calls, Change change) {
    try {
      calls.apply(change);
    } catch (RuntimeException later) {
      failure.addSuppressed(later);
    }
  }
}
