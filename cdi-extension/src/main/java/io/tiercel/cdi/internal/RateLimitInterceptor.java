/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import io.tiercel.cdi.RateLimited;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Intercepts limited methods: one interceptor for one limit, one for the annotation repeated. */
public abstract class RateLimitInterceptor implements Serializable {
  /** Both. */
  static final List<Class<? extends RateLimitInterceptor>> ALL =
      List.of(OfOne.class, OfSeveral.class);

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // a client proxy, serializable by the CDI specification
  private final LimitedCalls calls;

  private final boolean several;

  RateLimitInterceptor(LimitedCalls calls, boolean several) {
    this.calls = calls;
    this.several = several;
  }

  /**
   * Runs the call if it is allowed.
   *
   * @throws Exception whatever the method throws, unchanged
   */
  @AroundInvoke
  public @Nullable Object around(InvocationContext call) throws Exception {
    calls.intercept(call.getMethod(), several);
    return call.proceed();
  }

  /** Intercepts {@code @RateLimited}. */
  @RateLimited
  @Interceptor
  @Priority(InterceptorOrder.RATE_LIMIT)
  public static class OfOne extends RateLimitInterceptor {
    private static final long serialVersionUID = 1L;

    /** Creates the interceptor of one bean. */
    @Inject
    public OfOne(LimitedCalls calls) {
      super(calls, false);
    }
  }

  /** Intercepts several {@code @RateLimited}. */
  @RateLimited.Several({})
  @Interceptor
  @Priority(InterceptorOrder.RATE_LIMIT)
  public static class OfSeveral extends RateLimitInterceptor {
    private static final long serialVersionUID = 1L;

    /** Creates the interceptor of one bean. */
    @Inject
    public OfSeveral(LimitedCalls calls) {
      super(calls, true);
    }
  }
}
