/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;

/** Reads, and what makes reads old, for transactions that others open. */
@ApplicationScoped
@CacheDefaults(cacheName = "shelves")
public class Shelf {
  private final AtomicInteger calls = new AtomicInteger();

  /** Answers how often it was called. */
  @CacheResult
  public String read(String id) {
    return "shelf " + id + " of call " + calls.incrementAndGet();
  }

  /** Makes one shelf old. */
  @CacheRemove
  public void change(String id) {}

  /** Makes all shelves old. */
  @CacheRemoveAll
  public void changeAll() {}
}
