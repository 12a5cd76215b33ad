/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import jakarta.transaction.UserTransaction;
import org.jspecify.annotations.Nullable;

/** A transaction of the server's. Apart from the store, which must load where there is no JTA. */
final class ServerTransaction {
  private final UserTransaction transaction;

  /**
   * Creates a transaction that has not begun.
   *
   * @param lent the {@link UserTransaction}, or null where the server lent none
   * @throws IllegalStateException if the server lent none
   */
  ServerTransaction(@Nullable Object lent) {
    if (!(lent instanceof UserTransaction server)) {
      throw new IllegalStateException(Messages.noUserTransaction());
    }
    transaction = server;
  }

  /**
   * Does the work and commits; rolls back if the work fails.
   *
   * @throws Exception if the work or the commit fails
   */
  void run(Runnable work) throws Exception {
    transaction.begin();
    boolean done = false;
    try {
      work.run();
      done = true;
    } finally {
      if (done) {
        transaction.commit();
      } else {
        transaction.rollback();
      }
    }
  }
}
