/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import io.tiercel.cdi.internal.transaction.Change;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/**
 * {@code @InvalidateTags}: invalidates tags after the method has succeeded. Immutable, safe for
 * many threads.
 *
 * @param owner whose tags they are
 * @param tags the tags of a call
 * @param timing after the method, and never in spite of a failure
 */
public record TagInvalidation(CacheTarget owner, CallTags tags, ChangeTiming timing) {
  /**
   * Runs the operation around a call of its method. Tenant and tags are taken before the method
   * runs.
   *
   * @return what the caller gets
   * @throws Exception whatever the method throws, unchanged
   */
  public @Nullable Object around(InvocationContext call, CacheCalls calls) throws Exception {
    String tenant = owner.of(call, calls.tenants()).ref().tenant();
    Change all = calls.invalidatingTags(tenant, tags.of(call.getParameters(), tenant));
    return timing.around(call, calls, all, all);
  }
}
