/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import io.tiercel.cdi.internal.tenant.CacheRef;
import io.tiercel.cdi.internal.transaction.Change;
import jakarta.interceptor.InvocationContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code @CascadeInvalidate}: invalidates resources after the method has succeeded. Immutable, safe
 * for many threads.
 *
 * @param targets the resources
 * @param timing after the method, and never in spite of a failure
 */
public record CascadeOperation(List<CacheTarget> targets, ChangeTiming timing) {
  /** Copies the targets. */
  public CascadeOperation {
    targets = List.copyOf(targets);
  }

  /**
   * Runs the operation around a call of its method. The tenant is taken before the method runs.
   *
   * @return what the caller gets
   * @throws Exception whatever the method throws, unchanged
   */
  public @Nullable Object around(InvocationContext call, CacheCalls calls) throws Exception {
    List<CacheRef> caches = new ArrayList<>();
    for (CacheTarget target : targets) {
      caches.add(target.of(call, calls.tenants()).ref());
    }
    Change all = calls.invalidating(caches);
    return timing.around(call, calls, all, all);
  }
}
