/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.limit;

import static java.util.Objects.requireNonNull;

import io.tiercel.ratelimit.LimiterCounts;
import io.tiercel.ratelimit.RateLimiter;
import io.tiercel.ratelimit.RateLimiterConfiguration;
import io.tiercel.ratelimit.Verdict;
import org.jspecify.annotations.Nullable;

/** A limiter as the application sees it: checks, judges, counts. */
final class CountedLimiter implements RateLimiter {
  private static final int LONGEST_SUBJECT = 1024;

  private final RateLimiterConfiguration configuration;
  private final Judge judge;
  private final @Nullable Reserves reserves;
  private final Tally tally;
  private final Limiters owner;

  CountedLimiter(
      RateLimiterConfiguration configuration,
      Judge judge,
      @Nullable Reserves reserves,
      Tally tally,
      Limiters owner) {
    this.configuration = configuration;
    this.judge = judge;
    this.reserves = reserves;
    this.tally = tally;
    this.owner = owner;
  }

  @Override
  public RateLimiterConfiguration configuration() {
    return configuration;
  }

  @Override
  public Verdict tryAcquire(String subject, long permits) {
    requireNonNull(subject, "subject");
    if (subject.isEmpty() || subject.length() > LONGEST_SUBJECT) {
      throw Messages.badSubject(configuration.name(), subject.length(), LONGEST_SUBJECT);
    }
    if (permits < 1 || permits > configuration.capacity()) {
      throw Messages.badPermits(configuration.name(), permits, configuration.capacity());
    }
    owner.checkOpen();
    Verdict verdict =
        reserves == null
            ? judge.judge(subject, permits)
            : reserves.acquire(subject, permits, wanted -> judge.judge(subject, wanted));
    tally.count(verdict);
    owner.tell(configuration.name(), subject, permits, verdict);
    return verdict;
  }

  @Override
  public LimiterCounts counts() {
    return tally.counts();
  }
}
