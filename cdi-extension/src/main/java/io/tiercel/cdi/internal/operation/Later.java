/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Results of methods that come later. What stands in their place is a {@code CompletableFuture}
 * always, for the methods that answer one.
 */
final class Later {
  private Later() {}

  /** What is done with a result as soon as it is there. */
  @FunctionalInterface
  interface Completion {
    /**
     * Does it.
     *
     * @param value the result, or null if it is null or the method failed
     * @param failure why the method failed, as it said it; null if it did not
     */
    void accept(@Nullable Object value, @Nullable Throwable failure);
  }

  /** Tells whether a method answers a stage that we can answer in its place. */
  static boolean isAnsweredBy(Method method) {
    Class<?> type = method.getReturnType();
    return type == CompletionStage.class || type == CompletableFuture.class;
  }

  /** Returns a stage of its own that completes as the given one does; null completes with null. */
  static CompletionStage<@Nullable Object> of(@Nullable CompletionStage<?> stage) {
    return after(stage, (value, failure) -> {});
  }

  /**
   * Returns a stage that completes as the given one does, after something was done.
   *
   * @param completion what is done; where the method succeeded and this fails, the stage fails;
   *     where both fail, the method's failure wins
   */
  static CompletionStage<@Nullable Object> after(
      @Nullable CompletionStage<?> stage, Completion completion) {
    CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
    if (stage == null) {
      complete(answer, null, null, completion);
    } else {
      stage.whenComplete((value, failure) -> complete(answer, value, failure, completion));
    }
    return answer;
  }

  /** Returns what the method itself failed with. */
  static Throwable own(Throwable failure) {
    boolean wrapped =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    Throwable cause = failure.getCause();
    return wrapped && cause != null ? own(cause) : failure;
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // who waits for the stage must be told of anything
  private static void complete(
      CompletableFuture<@Nullable Object> answer,
      @Nullable Object value,
      @Nullable Throwable failure,
      Completion completion) {
    try {
      completion.accept(value, failure);
    } catch (RuntimeException | Error ours) {
      if (failure == null) {
        answer.completeExceptionally(ours);
        return;
      }
      failure.addSuppressed(ours);
    }
    if (failure == null) {
      answer.complete(value);
    } else {
      answer.completeExceptionally(failure);
    }
  }
}
