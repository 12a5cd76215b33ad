/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions within, after and beside each other, and those that end on another thread. */
@ContainerTest
class TransactionKindsTest {
  private final TransactionServer server = new TransactionServer();
  private final Application application = Application.of(Contacts.class);
  private final Contacts contacts = application.get(Contacts.class);
  private final TransactionManager transactions =
      com.arjuna.ats.jta.TransactionManager.transactionManager();

  @BeforeEach
  void fill() throws Exception {
    contacts.row(1, "old");
    asAcme(() -> contacts.find(1));
  }

  @AfterEach
  void close() {
    application.close();
    server.close();
  }

  @Test
  void read_afterUpdateInTheSameTransaction_seesTheUpdateAndStoresNothing() throws Exception {
    transactions.begin();
    asAcme(() -> contacts.update(1, "new"));
    assertThat(asAcme(() -> contacts.find(1))).isEqualTo("new");
    assertThat(stored()).isEqualTo("old");
    transactions.commit();
    assertThat(stored()).isEqualTo("new");
  }

  @Test
  void requiresNew_innerCommitsOuterRollsBack_innerAloneCounts() throws Exception {
    transactions.begin();
    asAcme(() -> contacts.update(2, "of the outer one"));
    Transaction outer = transactions.suspend();
    transactions.begin();
    asAcme(() -> contacts.update(1, "of the inner one"));
    transactions.commit();
    assertThat(stored()).isEqualTo("of the inner one");
    transactions.resume(outer);
    transactions.rollback();
    assertThat(stored()).isEqualTo("of the inner one");
    assertThat(application.keys("acme", "contacts")).hasSize(1);
  }

  @Test
  void requiresNew_innerReads_areCachedThoughTheOuterHasAChangeWaiting() throws Exception {
    transactions.begin();
    asAcme(() -> contacts.update(1, "new"));
    Transaction outer = transactions.suspend();
    transactions.begin();
    assertThat(asAcme(() -> contacts.find(1))).isEqualTo("old");
    transactions.commit();
    transactions.resume(outer);
    assertThat(asAcme(() -> contacts.find(1))).isEqualTo("new");
    transactions.commit();
    assertThat(stored()).isEqualTo("new");
  }

  @Test
  void timeout_rollsBackOnAnotherThread_changesNeverHappen() throws Exception {
    transactions.setTransactionTimeout(1);
    transactions.begin();
    transactions.setTransactionTimeout(0);
    Transaction transaction = transactions.getTransaction();
    CompletableFuture<Thread> ended = new CompletableFuture<>();
    transaction.registerSynchronization(new OnEnd(ended));
    asAcme(() -> contacts.update(1, "new"));
    await().until(() -> transaction.getStatus() == Status.STATUS_ROLLEDBACK);
    assertThat(ended.join()).isNotSameAs(Thread.currentThread());
    // The thread still is in the dead transaction.
    asAcme(() -> contacts.update(1, "never"));
    assertThat(asAcme(() -> contacts.find(1))).isEqualTo("old");
    transactions.rollback();
    assertThat(stored()).isEqualTo("old");
    // What the thread does next is in no transaction, and is not held back by the dead one.
    asAcme(() -> contacts.update(1, "newer"));
    assertThat(stored()).isEqualTo("newer");
  }

  @Test
  void laterChange_completesBeforeTheCommit_waitsForIt() throws Exception {
    transactions.begin();
    CompletionStage<Boolean> removed = asAcme(() -> contacts.removeLater(1));
    contacts.complete();
    assertThat(removed.toCompletableFuture()).isCompletedWithValue(true);
    assertThat(stored()).isEqualTo("old");
    transactions.commit();
    assertThat(stored()).isNull();
  }

  @Test
  void laterChange_completesAfterTheCommit_happensThen() throws Exception {
    transactions.begin();
    asAcme(() -> contacts.removeLater(1));
    transactions.commit();
    assertThat(stored()).isEqualTo("old");
    contacts.complete();
    assertThat(stored()).isNull();
  }

  @Test
  void laterChange_rolledBack_neverHappens() throws Exception {
    transactions.begin();
    asAcme(() -> contacts.removeLater(1));
    transactions.rollback();
    contacts.complete();
    assertThat(stored()).isEqualTo("old");
  }

  @Test
  void laterRead_changeIsWaiting_goesPastTheCacheAndIsNotStored() throws Exception {
    transactions.begin();
    asAcme(() -> contacts.update(1, "new"));
    CompletionStage<String> read = asAcme(() -> contacts.findLater(1));
    assertThat(read.toCompletableFuture()).isCompletedWithValue("new");
    transactions.rollback();
    assertThat(stored()).isEqualTo("old");
  }

  private @Nullable Object stored() {
    return application.caches().cache("acme", "contacts").get(1L);
  }

  private static <V> V asAcme(Callable<V> call) throws Exception {
    return TenantContext.callAs("acme", call);
  }

  /** Tells on which thread a transaction ended. */
  private record OnEnd(CompletableFuture<Thread> ended) implements Synchronization {
    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
      ended.complete(Thread.currentThread());
    }
  }

  /** A table whose rows a transaction of its own sees changed at once. */
  @ApplicationScoped
  static class Contacts {
    private final Map<Long, String> rows = new ConcurrentHashMap<>();
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();

    void row(long id, String name) {
      rows.put(id, name);
    }

    @CacheResult(cacheName = "contacts")
    String find(long id) {
      return rows.getOrDefault(id, "none");
    }

    @CacheResult(cacheName = "contacts")
    CompletionStage<String> findLater(long id) {
      return CompletableFuture.completedFuture(find(id));
    }

    @CachePut(cacheName = "contacts")
    boolean update(@CacheKey long id, @CacheValue String name) {
      rows.put(id, name);
      return true;
    }

    @CacheRemove(cacheName = "contacts")
    CompletionStage<Boolean> removeLater(long id) {
      return done;
    }

    void complete() {
      done.complete(true);
    }
  }
}
