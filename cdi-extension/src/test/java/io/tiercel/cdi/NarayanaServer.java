/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import jakarta.transaction.TransactionManager;
import org.eclipse.persistence.platform.server.ServerPlatformBase;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.eclipse.persistence.sessions.ExternalTransactionController;
import org.eclipse.persistence.transaction.JTATransactionController;

/** What EclipseLink must know of a server whose transactions are Narayana's. */
public final class NarayanaServer extends ServerPlatformBase {
  /** Creates the platform; EclipseLink does. */
  public NarayanaServer(DatabaseSession session) {
    super(session);
  }

  @Override
  public Class<? extends ExternalTransactionController> getExternalTransactionControllerClass() {
    return Transactions.class;
  }

  /** Where its transactions are. */
  public static final class Transactions extends JTATransactionController {
    /** Creates the controller; EclipseLink does. */
    public Transactions() {}

    @Override
    protected TransactionManager acquireTransactionManager() {
      return com.arjuna.ats.jta.TransactionManager.transactionManager();
    }
  }
}
