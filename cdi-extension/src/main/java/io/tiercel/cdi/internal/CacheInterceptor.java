/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.util.List;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;

/**
 * Intercepts the methods that carry one of the four annotations of JSR-107: one interceptor for
 * each, for OpenWebBeans takes no binding of ours that an extension adds to theirs.
 */
public abstract class CacheInterceptor implements Serializable {
  /** The four. */
  static final List<Class<? extends CacheInterceptor>> ALL =
      List.of(OfResult.class, OfPut.class, OfRemove.class, OfRemoveAll.class);

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // a client proxy, serializable by the CDI specification
  private final AnnotatedCalls calls;

  /** What stands behind the proxy, found at the first call: the proxy costs more than a hit. */
  private transient volatile AnnotatedCalls.@Nullable Around running;

  CacheInterceptor(AnnotatedCalls calls) {
    this.calls = calls;
  }

  /**
   * Runs the call.
   *
   * @throws Exception whatever the method throws, unchanged
   */
  @AroundInvoke
  public @Nullable Object around(InvocationContext call) throws Exception {
    AnnotatedCalls.Around known = running;
    if (known == null) {
      known = calls.direct();
      running = known;
    }
    return known.call(call);
  }

  /** Intercepts {@code @CacheResult}. */
  @CacheResult
  @Interceptor
  @Priority(InterceptorOrder.CACHE)
  public static class OfResult extends CacheInterceptor {
    private static final long serialVersionUID = 1L;

    /** Creates the interceptor of one bean. */
    @Inject
    public OfResult(AnnotatedCalls calls) {
      super(calls);
    }
  }

  /** Intercepts {@code @CachePut}. */
  @CachePut
  @Interceptor
  @Priority(InterceptorOrder.CACHE)
  public static class OfPut extends CacheInterceptor {
    private static final long serialVersionUID = 1L;

    /** Creates the interceptor of one bean. */
    @Inject
    public OfPut(AnnotatedCalls calls) {
      super(calls);
    }
  }

  /** Intercepts {@code @CacheRemove}. */
  @CacheRemove
  @Interceptor
  @Priority(InterceptorOrder.CACHE)
  public static class OfRemove extends CacheInterceptor {
    private static final long serialVersionUID = 1L;

    /** Creates the interceptor of one bean. */
    @Inject
    public OfRemove(AnnotatedCalls calls) {
      super(calls);
    }
  }

  /** Intercepts {@code @CacheRemoveAll}. */
  @CacheRemoveAll
  @Interceptor
  @Priority(InterceptorOrder.CACHE)
  public static class OfRemoveAll extends CacheInterceptor {
    private static final long serialVersionUID = 1L;

    /** Creates the interceptor of one bean. */
    @Inject
    public OfRemoveAll(AnnotatedCalls calls) {
      super(calls);
    }
  }
}
