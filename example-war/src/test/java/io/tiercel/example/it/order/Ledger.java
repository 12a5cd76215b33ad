/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.order;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;

/** A session bean for one role: the server's checks and its transaction stand around the cache. */
@RolesAllowed("reader")
@Stateless
@SuppressWarnings("NullAway.Init") // the server gives what it needs
public class Ledger {
  private static final AtomicInteger CALLS = new AtomicInteger();

  @Resource private SessionContext context;

  /** Answers what the method itself answers, and how often it was called. */
  @CacheResult(cacheName = "ledgers")
  public String read(String id) {
    return "ledger " + id + " of call " + CALLS.incrementAndGet();
  }

  /** Writes, and may have it rolled back. */
  @CachePut(cacheName = "ledgers")
  public boolean write(@CacheKey String id, @CacheValue String text, boolean rollBack) {
    if (rollBack) {
      context.setRollbackOnly();
    }
    return true;
  }
}
