/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import io.tiercel.cdi.InvalidateTags;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Intercepts the methods that invalidate tags. */
@InvalidateTags({})
@Interceptor
@Priority(InterceptorOrder.TAGS)
public class TagInterceptor implements Serializable {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // a client proxy, serializable by the CDI specification
  private final AnnotatedCalls calls;

  /** Creates the interceptor of one bean. */
  @Inject
  public TagInterceptor(AnnotatedCalls calls) {
    this.calls = calls;
  }

  /**
   * Runs the call.
   *
   * @throws Exception whatever the method throws, unchanged
   */
  @AroundInvoke
  public @Nullable Object around(InvocationContext call) throws Exception {
    return calls.aroundTags(call);
  }
}
