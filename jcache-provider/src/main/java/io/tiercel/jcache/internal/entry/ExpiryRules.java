/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import io.tiercel.jcache.internal.tier.Ttl;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Which life an entry gets, as the cache's {@link ExpiryPolicy} says. The five stock policies
 * always answer the same, so they need not be asked before a write; any other is asked for each
 * operation, once, by the one method that JSR-107 names. Safe for many threads if the policy is.
 */
public final class ExpiryRules {
  /** A thousand years: Redis refuses lives whose end its clock cannot tell. */
  public static final long LONGEST_MILLIS = TimeUnit.DAYS.toMillis(365_000);

  private static final Set<Class<?>> STOCK =
      Set.of(
          AccessedExpiryPolicy.class,
          CreatedExpiryPolicy.class,
          EternalExpiryPolicy.class,
          ModifiedExpiryPolicy.class,
          TouchedExpiryPolicy.class);

  private final ExpiryPolicy policy;
  private final Jitter jitter;
  private final boolean constant;

  /**
   * The lives that one write may give to its entry.
   *
   * @param creation where it creates it
   * @param update where it updates it
   */
  record Lives(long creation, long update) {}

  /**
   * Creates the rules of a policy.
   *
   * @param jitter shortens the lives that it gives to created and updated entries
   */
  public ExpiryRules(ExpiryPolicy policy, Jitter jitter) {
    this.policy = policy;
    this.jitter = jitter;
    this.constant = STOCK.contains(policy.getClass());
  }

  /** Tells whether the policy is a stock one, which always answers the same. */
  boolean constant() {
    return constant;
  }

  /** Tells whether an access may change an entry's life, so that every read must be told to L2. */
  public boolean movedByAccess() {
    return !constant || access() != Ttl.KEEP;
  }

  /** Tells whether every access gives the same life, so that some accesses may go untold. */
  public boolean slides() {
    return constant && access() > 0;
  }

  /**
   * Returns the life of a created entry; a policy that throws or answers null gives an eternal one.
   */
  long creation() {
    return Jitter.cut(ask(policy::getExpiryForCreation, Ttl.ETERNAL), jitter.share());
  }

  /** Returns the life of an updated entry; a policy that throws or answers null leaves it. */
  long update() {
    return Jitter.cut(ask(policy::getExpiryForUpdate, Ttl.KEEP), jitter.share());
  }

  /** Returns both lives of a write that may create or update, by a policy that is a stock one. */
  Lives lives() {
    double share = jitter.share();
    return new Lives(
        Jitter.cut(ask(policy::getExpiryForCreation, Ttl.ETERNAL), share),
        Jitter.cut(ask(policy::getExpiryForUpdate, Ttl.KEEP), share));
  }

  /** Returns the life of an accessed entry; a policy that throws or answers null leaves it. */
  long access() {
    return ask(policy::getExpiryForAccess, Ttl.KEEP);
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // the policy is the application's code
  private static long ask(Supplier<@Nullable Duration> question, long otherwise) {
    try {
      Duration answer = question.get();
      if (answer == null) {
        return otherwise;
      }
      if (answer.isEternal()) {
        return Ttl.ETERNAL;
      }
      long millis = answer.getTimeUnit().toMillis(answer.getDurationAmount());
      return millis > LONGEST_MILLIS ? Ttl.ETERNAL : millis;
    } catch (RuntimeException e) {
      return otherwise;
    }
  }
}
