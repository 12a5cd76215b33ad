/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import io.tiercel.cdi.CascadeInvalidate;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Intercepts the methods that invalidate resources of their own choice. */
@CascadeInvalidate({})
@Interceptor
@Priority(InterceptorOrder.CASCADE)
public class CascadeInterceptor implements Serializable {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // a client proxy, serializable by the CDI specification
  private final AnnotatedCalls calls;

  /** Creates the interceptor of one bean. */
  @Inject
  public CascadeInterceptor(AnnotatedCalls calls) {
    this.calls = calls;
  }

  /**
   * Runs the call.
   *
   * @throws Exception whatever the method throws, unchanged
   */
  @AroundInvoke
  public @Nullable Object around(InvocationContext call) throws Exception {
    return calls.aroundCascade(call);
  }
}
