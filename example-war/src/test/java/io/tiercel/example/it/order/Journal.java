/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.order;

import io.tiercel.tenant.TenantCaches;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.cache.annotation.CacheResult;

/** A CDI bean whose methods open transactions, within the cache. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the server gives what it needs
public class Journal {
  private final List<String> log = new CopyOnWriteArrayList<>();

  @Inject private TenantCaches caches;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transactions;

  /** Answers a page, and writes down its transaction. */
  @CacheResult(cacheName = "journals")
  @Transactional
  public String read(String id) {
    log.add("read in status " + transactions.getTransactionStatus());
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            boolean stored = caches.cache(OneTenant.NAME, "journals").containsKey(id);
            log.add("ended in status " + status + (stored ? ", stored" : ", not stored"));
          }
        });
    return "page " + id;
  }

  /** What was written down. */
  public List<String> log() {
    return List.copyOf(log);
  }

  /** What one read in a transaction of its own, within the cache, leaves. */
  static List<String> ofOneRead() {
    return List.of(
        "read in status " + Status.STATUS_ACTIVE,
        "ended in status " + Status.STATUS_COMMITTED + ", not stored");
  }
}
