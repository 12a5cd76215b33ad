/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.limit;

import io.tiercel.ratelimit.Limit;
import io.tiercel.ratelimit.RateLimiterConfiguration;
import io.tiercel.ratelimit.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Permits that this node took in advance: for each subject less than a batch, for at most 16,384
 * subjects, no longer than the shortest window. One thread at a time asks for a subject. Safe for
 * many threads.
 */
final class Reserves {
  private static final int STRIPES = 64;
  private static final int MOST_IN_STRIPE = 256;

  private final long batch;
  private final long lifeNanos;
  private final LongSupplier nanos;
  private final Stripe[] stripes =
      IntStream.range(0, STRIPES).mapToObj(i -> new Stripe()).toArray(Stripe[]::new);

  /** What is left of a batch, when it was taken, and the verdict then. */
  private record Held(long left, long sinceNanos, Verdict verdict) {}

  /** The subjects of one lock, the one that was longest not asked for first. */
  private static final class Stripe extends LinkedHashMap<String, Held> {
    private static final long serialVersionUID = 1L;

    private Stripe() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Held> eldest) {
      return size() > MOST_IN_STRIPE;
    }
  }

  Reserves(RateLimiterConfiguration limiter, LongSupplier nanos) {
    this.batch = limiter.reserve();
    this.lifeNanos =
        limiter.limits().stream()
            .map(Limit::window)
            .min(Duration::compareTo)
            .orElseThrow()
            .toNanos();
    this.nanos = nanos;
  }

  /**
   * Gives permits from the reserve; or else asks for a batch, or, if it is too much, for what is
   * wanted alone.
   *
   * @param ask asks for a number of permits
   */
  Verdict acquire(String subject, long permits, LongFunction<Verdict> ask) {
    if (permits >= batch) {
      return ask.apply(permits);
    }
    Stripe stripe = stripes[Math.floorMod(subject.hashCode(), STRIPES)];
    synchronized (stripe) {
      Held held = stripe.get(subject);
      long left =
          held == null || nanos.getAsLong() - held.sinceNanos() >= lifeNanos ? 0 : held.left();
      if (held != null && left >= permits) {
        return give(stripe, subject, new Held(left - permits, held.sinceNanos(), held.verdict()));
      }
      long now = nanos.getAsLong();
      Verdict verdict = ask.apply(batch);
      if (verdict.allowed()) {
        return give(stripe, subject, new Held(left + batch - permits, now, verdict));
      }
      return verdict.outcome() == Verdict.Outcome.DENIED ? ask.apply(permits) : verdict;
    }
  }

  private static Verdict give(Stripe stripe, String subject, Held held) {
    stripe.put(subject, held);
    Verdict then = held.verdict();
    return new Verdict(
        then.outcome(),
        then.policy(),
        then.remaining() + held.left(),
        then.retryAfter(),
        then.resetAfter(),
        then.degraded());
  }
}
