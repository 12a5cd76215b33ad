/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.configuration.Factory;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/** An expiry policy of an application: fixed answers, and the number of times each was asked. */
final class Lives implements ExpiryPolicy {
  private final Duration creation;
  private final @Nullable Duration update;
  private final @Nullable Duration access;
  private final AtomicInteger creations = new AtomicInteger();
  private final AtomicInteger updates = new AtomicInteger();
  private final AtomicInteger accesses = new AtomicInteger();

  Lives(Duration creation, @Nullable Duration update, @Nullable Duration access) {
    this.creation = creation;
    this.update = update;
    this.access = access;
  }

  static Lives noneFromCreation() {
    return new Lives(Duration.ZERO, null, null);
  }

  static Lives noneFromUpdate() {
    return new Lives(Duration.ETERNAL, Duration.ZERO, null);
  }

  static Lives noneFromAccess() {
    return new Lives(Duration.ETERNAL, null, Duration.ZERO);
  }

  Factory<Lives> factory() {
    return () -> this;
  }

  /** Returns how often each question was asked since the last call: creation, update, access. */
  String takeQuestions() {
    return "c"
        + creations.getAndSet(0)
        + " u"
        + updates.getAndSet(0)
        + " a"
        + accesses.getAndSet(0);
  }

  @Override
  public Duration getExpiryForCreation() {
    creations.incrementAndGet();
    return creation;
  }

  @Override
  public @Nullable Duration getExpiryForAccess() {
    accesses.incrementAndGet();
    return access;
  }

  @Override
  public @Nullable Duration getExpiryForUpdate() {
    updates.incrementAndGet();
    return update;
  }
}
