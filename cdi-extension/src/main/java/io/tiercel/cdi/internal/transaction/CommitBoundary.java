/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.transaction;

import io.tiercel.cdi.internal.tenant.Outdated;

/** Knows the transaction of the current thread. Safe for many threads. */
public interface CommitBoundary {
  /** There are no transactions: every change happens at once. */
  CommitBoundary NONE =
      new CommitBoundary() {
        @Override
        public boolean defer(Change change) {
          return false;
        }

        @Override
        public boolean isPending(Outdated subject) {
          return false;
        }
      };

  /**
   * Keeps a change until the current transaction has committed; a rollback drops it.
   *
   * @return false if no transaction is active; the change was not kept then
   */
  boolean defer(Change change);

  /** Tells whether the current transaction has a change waiting that makes this out of date. */
  boolean isPending(Outdated subject);

  /** Returns the boundary of JTA transactions, or {@link #NONE} where there is no JTA. */
  static CommitBoundary ofServer(ClassLoader loader) {
    try {
      Class.forName("jakarta.transaction.TransactionSynchronizationRegistry", false, loader);
    } catch (ClassNotFoundException noTransactions) {
      return NONE;
    }
    return new JtaBoundary();
  }
}
