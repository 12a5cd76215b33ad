/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.cdi.internal.tenant.RequestTrace;
import io.tiercel.jcache.spi.TierLevel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Synchronization;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.concurrent.Callable;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ContainerTest
class TransactionTest {
  private final TransactionServer server = new TransactionServer();
  private final Application application = Application.of(Messages.class);
  private final Messages messages = application.get(Messages.class);
  private final UserTransaction transaction = server.transaction();

  @BeforeEach
  void fill() throws Exception {
    asAcme(() -> messages.find(1));
    asAcme(() -> messages.conversation(1));
  }

  @AfterEach
  void close() {
    application.close();
    server.close();
  }

  @Test
  void change_committed_happensAfterTheCommit() throws Exception {
    transaction.begin();
    asAcme(() -> messages.update(1, "new"));
    assertThat(stored("messages")).containsExactly("message 1");
    assertThat(stored("conversations")).hasSize(1);
    transaction.commit();
    assertThat(stored("messages")).containsExactly("new");
    assertThat(stored("conversations")).isEmpty();
  }

  @Test
  void change_rolledBack_neverHappens() throws Exception {
    transaction.begin();
    asAcme(() -> messages.update(1, "new"));
    asAcme(() -> messages.delete(1));
    asAcme(messages::deleteAll);
    transaction.rollback();
    assertThat(stored("messages")).containsExactly("message 1");
    assertThat(stored("conversations")).hasSize(1);
  }

  @Test
  void change_transactionMarkedForRollback_neverHappens() throws Exception {
    transaction.begin();
    transaction.setRollbackOnly();
    asAcme(messages::deleteAll);
    transaction.rollback();
    assertThat(stored("messages")).containsExactly("message 1");
  }

  @Test
  void change_several_happenInTheirOrder() throws Exception {
    transaction.begin();
    asAcme(() -> messages.update(1, "new"));
    asAcme(messages::deleteAll);
    asAcme(() -> messages.update(2, "second"));
    transaction.commit();
    assertThat(stored("messages")).containsExactly("second");
  }

  @Test
  void change_askedForDuringCommit_happensToo() throws Exception {
    transaction.begin();
    com.arjuna.ats.jta.TransactionManager.transactionManager()
        .getTransaction()
        .registerSynchronization(
            new Synchronization() {
              @Override
              public void beforeCompletion() {
                try {
                  asAcme(messages::deleteAll);
                } catch (Exception failure) {
                  throw new AssertionError(failure);
                }
              }

              @Override
              public void afterCompletion(int status) {}
            });
    transaction.commit();
    assertThat(stored("messages")).isEmpty();
  }

  @Test
  void read_changeIsWaiting_goesPastTheCacheAndIsNotStored() throws Exception {
    asAcme(() -> messages.find(2));
    transaction.begin();
    asAcme(() -> messages.delete(1));
    int before = messages.calls();
    asAcme(() -> messages.find(2));
    asAcme(() -> messages.find(3));
    asAcme(() -> messages.conversation(1));
    assertThat(messages.calls()).isEqualTo(before + 3);
    var trace = new RequestTrace(name -> null);
    RequestTrace.bind(trace);
    asAcme(() -> messages.find(2));
    RequestTrace.bind(null);
    assertThat(trace.findDeepest()).isEqualTo(TierLevel.L3);
    TenantContext.callAs("globex", () -> messages.find(2));
    TenantContext.callAs("globex", () -> messages.find(2));
    assertThat(messages.calls()).isEqualTo(before + 5);
    transaction.commit();
    assertThat(stored("messages")).containsExactly("message 2");
  }

  @Test
  void read_nothingWaiting_isCachedWithinATransaction() throws Exception {
    transaction.begin();
    int before = messages.calls();
    asAcme(() -> messages.find(1));
    transaction.commit();
    assertThat(messages.calls()).isEqualTo(before);
  }

  @Test
  void changeBeforeInvocation_happensAtOnceAndAfterTheCommit() throws Exception {
    transaction.begin();
    asAcme(messages::deleteAllBefore);
    assertThat(stored("messages")).isEmpty();
    application.caches().put("acme", "messages", 9L, "stored by another node meanwhile");
    transaction.commit();
    assertThat(stored("messages")).isEmpty();
  }

  @Test
  void putBeforeInvocation_rolledBack_leavesNoValueOfItBehind() throws Exception {
    transaction.begin();
    asAcme(() -> messages.updateBefore(1, "new"));
    assertThat(stored("messages")).isEmpty();
    transaction.rollback();
    assertThat(stored("messages")).isEmpty();
  }

  @Test
  void entityChange_committed_invalidatesAfterTheCommit() throws Exception {
    transaction.begin();
    for (int i = 0; i < 3; i++) {
      new CacheInvalidationListener().changed(new Message("acme"));
    }
    assertThat(stored("messages")).hasSize(1);
    transaction.commit();
    assertThat(stored("messages")).isEmpty();
    assertThat(stored("conversations")).isEmpty();
  }

  private List<Object> stored(String resource) {
    List<Object> values = new java.util.ArrayList<>();
    application.caches().cache("acme", resource).forEach(entry -> values.add(entry.getValue()));
    return values;
  }

  private static <V> V asAcme(Callable<V> call) throws Exception {
    return TenantContext.callAs("acme", call);
  }

  @InvalidatesResource("messages")
  record Message(String owningTenant) implements TenantOwned {}

  @ApplicationScoped
  static class Messages {
    private int calls;

    @CacheResult(cacheName = "messages")
    String find(long id) {
      calls++;
      return "message " + id;
    }

    @CacheResult(cacheName = "conversations")
    String conversation(long id) {
      calls++;
      return "conversation " + id;
    }

    @CachePut(cacheName = "messages")
    boolean update(@CacheKey long id, @CacheValue String text) {
      return true;
    }

    @CachePut(cacheName = "messages", afterInvocation = false)
    boolean updateBefore(@CacheKey long id, @CacheValue String text) {
      return true;
    }

    @CacheRemove(cacheName = "messages")
    boolean delete(long id) {
      return true;
    }

    @CacheRemoveAll(cacheName = "messages")
    boolean deleteAll() {
      return true;
    }

    @CacheRemoveAll(cacheName = "messages", afterInvocation = false)
    boolean deleteAllBefore() {
      return true;
    }

    int calls() {
      return calls;
    }
  }
}
