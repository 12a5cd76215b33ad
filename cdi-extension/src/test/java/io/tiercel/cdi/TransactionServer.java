/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import com.arjuna.ats.internal.jta.transaction.arjunacore.TransactionSynchronizationRegistryImple;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.Map;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;

/**
 * What a server gives an application for transactions: Narayana, found by the names of Jakarta EE.
 */
final class TransactionServer implements AutoCloseable {
  private static final String FACTORY = Context.INITIAL_CONTEXT_FACTORY;

  TransactionServer() {
    System.setProperty(FACTORY, Names.class.getName());
  }

  UserTransaction transaction() {
    return com.arjuna.ats.jta.UserTransaction.userTransaction();
  }

  /** Leaves the thread without a transaction, whatever became of the test. */
  @Override
  public void close() {
    System.clearProperty(FACTORY);
    try {
      if (transaction().getStatus() != Status.STATUS_NO_TRANSACTION) {
        transaction().rollback();
      }
    } catch (SystemException failure) {
      throw new AssertionError(failure);
    }
  }

  /** The server's name space. */
  public static final class Names implements InitialContextFactory {
    private static final Map<String, Object> BOUND =
        Map.of(
            "java:comp/TransactionSynchronizationRegistry",
            new TransactionSynchronizationRegistryImple(),
            "java:comp/UserTransaction",
            com.arjuna.ats.jta.UserTransaction.userTransaction());

    /** Creates the name space; JNDI does. */
    public Names() {}

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) {
      return (Context)
          Proxy.newProxyInstance(
              Names.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (proxy, method, arguments) -> {
                if (!method.getName().equals("lookup")) {
                  throw new UnsupportedOperationException(method.getName());
                }
                Object found = BOUND.get(arguments[0].toString());
                if (found == null) {
                  throw new NameNotFoundException(arguments[0].toString());
                }
                return found;
              });
    }
  }
}
