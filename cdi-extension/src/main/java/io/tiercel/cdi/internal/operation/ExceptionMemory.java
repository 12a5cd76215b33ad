/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import jakarta.interceptor.InvocationContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the exceptions of a method in a cache of their own, and throws them again. It is asked
 * only once the method's cache has missed. An {@code Error} is never remembered.
 *
 * @param target the cache of exceptions
 * @param remembered the exceptions that are stored
 */
record ExceptionMemory(CallTarget target, ExceptionFilter remembered) {

  @SuppressWarnings("checkstyle:IllegalCatch") // the method may throw anything
  @Nullable Object around(InvocationContext call, CacheCalls calls, Object key, boolean skipGet)
      throws Exception {
    CallCache cache = target.of(call, calls.tenants());
    if (!skipGet && calls.find(cache, key) instanceof Exception known) {
      throw known;
    }
    try {
      return call.proceed();
    } catch (Exception failure) {
      if (remembered.test(failure)) {
        remember(failure, calls, cache, key);
      }
      throw failure;
    }
  }

  /** As {@link #around}, of a method that answers, or fails, later. */
  @Nullable CompletionStage<?> aroundLater(
      InvocationContext call, CacheCalls calls, Object key, boolean skipGet) throws Exception {
    CallCache cache = target.of(call, calls.tenants());
    if (!skipGet && calls.find(cache, key) instanceof Exception known) {
      return CompletableFuture.failedFuture(known);
    }
    CompletionStage<?> result = (CompletionStage<?>) call.proceed();
    return Later.after(
        result,
        (value, failure) -> {
          if (failure != null
              && Later.own(failure) instanceof Exception own
              && remembered.test(own)) {
            calls.fill(cache, key, own);
          }
        });
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // the method's own failure wins over any of ours
  private static void remember(Exception failure, CacheCalls calls, CallCache cache, Object key) {
    try {
      calls.fill(cache, key, failure);
    } catch (RuntimeException later) {
      failure.addSuppressed(later);
    }
  }
}
