/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps rows through a persistence unit of the application: in a server the one that the reference
 * {@code java:comp/env/persistence/<unit>} names, else one that this store opens by the unit's name
 * and closes again. A unit of type JTA is written in a transaction of the server's, another in one
 * of its own.
 */
final class JpaRowStore implements RowStore {
  private final EntityManagerFactory factory;
  private final boolean own;
  private final @Nullable Object userTransaction;

  private JpaRowStore(EntityManagerFactory factory, boolean own, @Nullable Object userTransaction) {
    this.factory = factory;
    this.own = own;
    this.userTransaction = userTransaction;
  }

  /**
   * Opens the store. Does not ask the database yet.
   *
   * @throws IllegalStateException if there is no such unit
   */
  static JpaRowStore open(String unit, ServerResources server) {
    Object transaction = server.find("java:comp/UserTransaction", Object.class);
    EntityManagerFactory referenced =
        server.find("java:comp/env/persistence/" + unit, EntityManagerFactory.class);
    if (referenced != null) {
      return new JpaRowStore(referenced, false, transaction);
    }
    try {
      return new JpaRowStore(Persistence.createEntityManagerFactory(unit), true, transaction);
    } catch (PersistenceException unknown) {
      throw new IllegalStateException(Messages.noUnit(unit), unknown);
    }
  }

  @Override
  public void write(List<?> rows) throws Exception {
    List<HourRow> hours = new ArrayList<>();
    List<Object> persisted = new ArrayList<>();
    for (Object row : rows) {
      if (row instanceof HourRow hour) {
        hours.add(hour);
      } else {
        persisted.add(row);
      }
    }
    inTransaction(
        entities -> {
          HourUpsert.add(entities, hours);
          persisted.forEach(entities::persist);
        });
  }

  /**
   * Does work in one transaction of its own.
   *
   * @throws Exception if nothing of it is done
   */
  void inTransaction(Consumer<EntityManager> work) throws Exception {
    try (EntityManager entities = factory.createEntityManager()) {
      EntityTransaction transaction = findOwnTransaction(entities);
      if (transaction == null) {
        new ServerTransaction(userTransaction)
            .run(
                () -> {
                  entities.joinTransaction();
                  work.accept(entities);
                });
      } else {
        run(transaction, () -> work.accept(entities));
      }
    }
  }

  @Override
  public void close() {
    if (own) {
      factory.close();
    }
  }

  /** Returns the unit's own transaction, or null if the unit is of type JTA. */
  private static @Nullable EntityTransaction findOwnTransaction(EntityManager entities) {
    try {
      return entities.getTransaction();
    } catch (IllegalStateException jta) {
      return null;
    }
  }

  private static void run(EntityTransaction transaction, Runnable work) {
    transaction.begin();
    try {
      work.run();
      transaction.commit();
    } finally {
      if (transaction.isActive()) {
        transaction.rollback();
      }
    }
  }
}
