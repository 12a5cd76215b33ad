/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The tenant that code names for its own thread, such as a job or a message listener. */
public final class TenantContext {
  private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

  private TenantContext() {}

  /**
   * Calls on behalf of a tenant: annotated methods reach that tenant's caches until the call
   * returns, on this thread only. Calls nest; the innermost tenant counts.
   *
   * @param tenant the tenant's id
   * @param call what to do
   * @return what the call answers
   * @throws Exception whatever the call throws, unchanged
   * @throws NullPointerException if the tenant or the call is null
   */
  public static <V extends @Nullable Object> V callAs(String tenant, Callable<V> call)
      throws Exception {
    requireNonNull(tenant, "tenant");
    requireNonNull(call, "call");
    String outer = CURRENT.get();
    CURRENT.set(tenant);
    try {
      return call.call();
    } finally {
      if (outer == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(outer);
      }
    }
  }

  /** Returns the tenant that this thread calls for, or null outside {@link #callAs}. */
  public static @Nullable String current() {
    return CURRENT.get();
  }
}
