/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck.shared;

import io.tiercel.tck.OneTenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheResult;

/** Notes that are made slowly: they count how often. Safe for many threads. */
@ApplicationScoped
public class Notes {
  private final AtomicInteger made = new AtomicInteger();

  /** A note of the tenant. */
  @CacheResult(cacheName = "notes")
  public Note find(String id) {
    return make(id);
  }

  /** A note of all tenants, and of all applications that have the same prefix of keys. */
  @CacheResult(cacheName = "common-notes")
  public Note findCommon(String id) {
    return make(id);
  }

  /** How many were made by this application. */
  public int made() {
    return made.get();
  }

  private Note make(String id) {
    return new Note(
        "note " + id + " of " + new OneTenant().findTenant() + ", " + made.incrementAndGet(),
        Note.Kind.PLAIN);
  }
}
