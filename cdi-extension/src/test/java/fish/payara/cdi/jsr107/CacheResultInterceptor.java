/* SPDX-License-Identifier: Apache-2.0 */
package fish.payara.cdi.jsr107;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import javax.cache.annotation.CacheResult;

/** Stands where a server brings an interceptor of its own; it breaks every call. */
@CacheResult
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class CacheResultInterceptor {
  @AroundInvoke
  public Object around(InvocationContext call) {
    throw new UnsupportedOperationException("intercepted by the server: " + call.getMethod());
  }
}
