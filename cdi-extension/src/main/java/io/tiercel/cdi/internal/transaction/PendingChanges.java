/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.transaction;

import io.tiercel.cdi.internal.tenant.Outdated;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The changes that wait for one transaction, in the order in which they were last asked for. Used
 * by the transaction's thread, and by the one that completes it.
 */
final class PendingChanges implements Synchronization {
  private static final System.Logger LOG = System.getLogger(PendingChanges.class.getName());

  private final Map<Object, Change> changes = new LinkedHashMap<>();
  private final Set<Outdated> affected = new HashSet<>();

  synchronized void add(Change change) {
    changes.remove(change.identity());
    changes.put(change.identity(), change);
    affected.addAll(change.affected());
  }

  synchronized boolean affects(Outdated subject) {
    return affected.contains(subject);
  }

  @Override
  public void beforeCompletion() {}

  @Override
  public synchronized void afterCompletion(int status) {
    if (status == Status.STATUS_COMMITTED) {
      changes.values().forEach(PendingChanges::apply);
    }
    changes.clear();
    affected.clear();
  }

  /** The transaction has committed: one failing change must not keep the others from happening. */
  @SuppressWarnings("checkstyle:IllegalCatch")
  private static void apply(Change change) {
    try {
      change.action().run();
    } catch (RuntimeException failure) {
      LOG.log(System.Logger.Level.WARNING, Messages.changeFailed(change.affected()), failure);
    }
  }
}
