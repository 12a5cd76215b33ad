/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import java.lang.reflect.Method;

/** Judges calls of limited methods. An interface, so that CDI can hand out a serializable proxy. */
public interface LimitedCalls {
  /**
   * Judges a call that an interceptor meets.
   *
   * @param several whether it is the interceptor of repeated annotations
   * @throws io.tiercel.cdi.RateLimitExceededException if the call is not allowed
   */
  void intercept(Method method, boolean several);

  /**
   * Judges a request before it reaches its resource.
   *
   * @throws io.tiercel.cdi.RateLimitExceededException if the call is not allowed
   */
  void judge(Class<?> type, Method method);
}
