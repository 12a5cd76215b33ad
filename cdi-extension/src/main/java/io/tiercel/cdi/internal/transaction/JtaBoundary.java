/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.transaction;

import io.tiercel.cdi.internal.tenant.Outdated;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import org.jspecify.annotations.Nullable;

/**
 * The boundary of JTA transactions. The registry is looked up at the first change and kept; outside
 * a server there is none, and changes happen at once.
 *
 * <p>Deferred changes happen in an interposed synchronization, which JTA calls before the one of a
 * persistence provider: the commit is done, but a shared entity cache of the provider may be a
 * moment behind. Entities whose reads are cached here want {@code shared-cache-mode} {@code NONE}.
 */
final class JtaBoundary implements CommitBoundary {
  private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";

  private volatile @Nullable TransactionSynchronizationRegistry registry;
  private volatile boolean outsideServer;

  @Override
  public boolean defer(Change change) {
    TransactionSynchronizationRegistry transactions = find();
    if (transactions == null) {
      return false;
    }
    switch (transactions.getTransactionStatus()) {
      case Status.STATUS_ACTIVE -> keep(transactions, change);
      case Status.STATUS_MARKED_ROLLBACK, Status.STATUS_ROLLING_BACK, Status.STATUS_ROLLEDBACK -> {
        // It cannot commit, so the change never happens.
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean isPending(Outdated subject) {
    TransactionSynchronizationRegistry transactions = find();
    if (transactions == null || transactions.getTransactionKey() == null) {
      return false;
    }
    try {
      return transactions.getResource(PendingChanges.class) instanceof PendingChanges pending
          && pending.affects(subject);
    } catch (IllegalStateException ended) {
      // Timed out and rolled back by another thread; this one does not know yet.
      return false;
    }
  }

  private static void keep(TransactionSynchronizationRegistry transactions, Change change) {
    try {
      pendingChanges(transactions).add(change);
    } catch (IllegalStateException failure) {
      if (transactions.getTransactionStatus() == Status.STATUS_ACTIVE) {
        throw failure;
      }
      // It timed out since its status was read, so the change never happens.
    }
  }

  private static PendingChanges pendingChanges(TransactionSynchronizationRegistry transactions) {
    if (transactions.getResource(PendingChanges.class) instanceof PendingChanges pending) {
      return pending;
    }
    var created = new PendingChanges();
    transactions.registerInterposedSynchronization(created);
    transactions.putResource(PendingChanges.class, created);
    return created;
  }

  @SuppressWarnings("BanJNDI") // a constant name in the server's own name space
  private @Nullable TransactionSynchronizationRegistry find() {
    TransactionSynchronizationRegistry known = registry;
    if (known != null || outsideServer) {
      return known;
    }
    try {
      known = InitialContext.doLookup(REGISTRY);
      registry = known;
      return known;
    } catch (NoInitialContextException noServer) {
      outsideServer = true;
      return null;
    } catch (NamingException notOnThisThread) {
      return null;
    }
  }
}
