/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.order;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;

/** Transactions around several cached calls. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the server gives what it needs
public class Librarian {
  @Inject private Shelf shelf;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transactions;

  /**
   * Makes one shelf old, or all of them for no id, and answers what the transaction itself reads.
   */
  @Transactional
  public String change(String id, String read, boolean rollBack) {
    if (id.isEmpty()) {
      shelf.changeAll();
    } else {
      shelf.change(id);
    }
    if (rollBack) {
      transactions.setRollbackOnly();
    }
    return shelf.read(read);
  }
}
