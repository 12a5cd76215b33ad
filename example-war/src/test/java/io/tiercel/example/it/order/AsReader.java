/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.order;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Calls the ledger in the role that may. */
@PermitAll
@RunAs("reader")
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@SuppressWarnings("NullAway.Init") // the server gives what it needs
public class AsReader {
  @EJB private Ledger ledger;

  /** Reads. */
  public String read(String id) {
    return ledger.read(id);
  }

  /** Writes. */
  public boolean write(String id, String text, boolean rollBack) {
    return ledger.write(id, text, rollBack);
  }
}
