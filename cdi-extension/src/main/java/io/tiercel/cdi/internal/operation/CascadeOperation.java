/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import io.tiercel.cdi.internal.tenant.CacheRef;
import io.tiercel.cdi.internal.transaction.Change;
import jakarta.interceptor.InvocationContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    List<Object> identities = new ArrayList<>();
    Set<CacheRef> affected = new HashSet<>();
    List<Runnable> actions = new ArrayList<>();
    for (CacheTarget target : targets) {
      Change change = calls.invalidating(target.of(call, calls.tenants()));
      identities.add(change.identity());
      affected.addAll(change.affected());
      actions.add(change.action());
    }
    var all = new Change(identities, affected, () -> actions.forEach(Runnable::run));
    return timing.around(call, calls, all, all);
  }
}
