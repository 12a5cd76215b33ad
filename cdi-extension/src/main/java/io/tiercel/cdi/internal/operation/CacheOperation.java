/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import io.tiercel.cdi.internal.transaction.Change;
import io.tiercel.jcache.spi.EntryOptions;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one annotated method does to its cache. The tenant and the key are taken before the method
 * runs. Immutable, safe for many threads.
 */
public sealed interface CacheOperation {
  /**
   * Runs the operation around a call of its method.
   *
   * @return what the caller gets
   * @throws Exception whatever the method throws, unchanged
   * @throws io.tiercel.cdi.TenantRequiredException if no tenant is named; the method did not run
   */
  @Nullable Object around(InvocationContext call, CacheCalls calls) throws Exception;

  /**
   * {@code @CacheResult}: answers from the cache, or from the method and stores that.
   *
   * @param target the cache
   * @param key the key of a call
   * @param skipGet whether the method always runs
   * @param tags the tags of what it answers
   * @param exceptions where its exceptions are remembered, or null if they are not
   */
  record Result(
      CallTarget target,
      KeyBinder key,
      boolean skipGet,
      CallTags tags,
      @Nullable ExceptionMemory exceptions)
      implements CacheOperation {
    @Override
    public @Nullable Object around(InvocationContext call, CacheCalls calls) throws Exception {
      CallCache cache = target.of(call, calls.tenants());
      Object boundKey = key.bind(call);
      EntryOptions options = tags.options(call, cache.ref().tenant());
      if (!skipGet) {
        return calls.read(cache, boundKey, options, () -> proceed(call, calls, boundKey));
      }
      Consumer<Object> fill = calls.filling(cache, boundKey, options);
      Object result = proceed(call, calls, boundKey);
      if (result != null) {
        fill.accept(result);
      }
      return result;
    }

    private @Nullable Object proceed(InvocationContext call, CacheCalls calls, Object boundKey)
        throws Exception {
      return exceptions == null
          ? call.proceed()
          : exceptions.around(call, calls, boundKey, skipGet);
    }
  }

  /**
   * {@code @CacheResult} of a method whose result comes later: it is stored when it is there, and
   * no thread waits for it. The tenant is the one of the call.
   *
   * @param target the cache
   * @param key the key of a call
   * @param skipGet whether the method always runs
   * @param tags the tags of what it answers
   * @param exceptions where its failures are remembered, or null if they are not
   */
  record LaterResult(
      CallTarget target,
      KeyBinder key,
      boolean skipGet,
      CallTags tags,
      @Nullable ExceptionMemory exceptions)
      implements CacheOperation {
    @Override
    public @Nullable Object around(InvocationContext call, CacheCalls calls) throws Exception {
      CallCache cache = target.of(call, calls.tenants());
      Object boundKey = key.bind(call);
      EntryOptions options = tags.options(call, cache.ref().tenant());
      if (!skipGet) {
        return calls.readLater(cache, boundKey, options, () -> proceed(call, calls, boundKey));
      }
      boolean pending = calls.isPending(cache, options);
      Consumer<Object> fill = calls.filling(cache, boundKey, options);
      return Later.after(
          proceed(call, calls, boundKey),
          (value, failure) -> {
            if (value != null && !pending) {
              fill.accept(value);
            }
          });
    }

    private @Nullable CompletionStage<?> proceed(
        InvocationContext call, CacheCalls calls, Object boundKey) throws Exception {
      return exceptions == null
          ? (CompletionStage<?>) call.proceed()
          : exceptions.aroundLater(call, calls, boundKey, skipGet);
    }
  }

  /**
   * {@code @CachePut}: stores an argument.
   *
   * @param target the cache
   * @param key the key of a call
   * @param value the position of the argument
   * @param tags its tags
   * @param timing when it is stored
   */
  record Put(CallTarget target, KeyBinder key, int value, CallTags tags, ChangeTiming timing)
      implements CacheOperation {
    @Override
    public @Nullable Object around(InvocationContext call, CacheCalls calls) throws Exception {
      CallCache cache = target.of(call, calls.tenants());
      Object boundKey = key.bind(call);
      EntryOptions options = tags.options(call, cache.ref().tenant());
      Change change = calls.putting(cache, boundKey, call.getParameters()[value], options);
      // A value that may yet be rolled back must not be stored: until the commit there is none.
      return timing.around(call, calls, change, calls.removing(cache, boundKey));
    }
  }

  /**
   * {@code @CacheRemove}: removes an entry.
   *
   * @param target the cache
   * @param key the key of a call
   * @param timing when it is removed
   */
  record Remove(CallTarget target, KeyBinder key, ChangeTiming timing) implements CacheOperation {
    @Override
    public @Nullable Object around(InvocationContext call, CacheCalls calls) throws Exception {
      Change change = calls.removing(target.of(call, calls.tenants()), key.bind(call));
      return timing.around(call, calls, change, change);
    }
  }

  /**
   * {@code @CacheRemoveAll}: invalidates the resource.
   *
   * @param target the cache
   * @param timing when it is invalidated
   */
  record RemoveAll(CallTarget target, ChangeTiming timing) implements CacheOperation {
    @Override
    public @Nullable Object around(InvocationContext call, CacheCalls calls) throws Exception {
      Change change = calls.invalidating(target.of(call, calls.tenants()));
      return timing.around(call, calls, change, change);
    }
  }
}
