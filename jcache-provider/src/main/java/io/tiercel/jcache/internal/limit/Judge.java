/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.limit;

import io.tiercel.jcache.internal.tier.TierFailure;
import io.tiercel.ratelimit.Limit;
import io.tiercel.ratelimit.RateLimiterConfiguration;
import io.tiercel.ratelimit.Verdict;
import io.tiercel.ratelimit.Verdict.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Decides for one limiter: by Redis, or as its policy says where that is away. Thread-safe. */
final class Judge {
  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  private final RateLimiterConfiguration limiter;
  private final @Nullable SharedLimits shared;
  private final @Nullable SharedCounts counts;
  private final LocalCounts local;
  private final Outage outage;

  /**
   * Creates the judge of a limiter.
   *
   * @param shared what all nodes count together, or null where each counts for itself
   */
  Judge(
      RateLimiterConfiguration limiter,
      @Nullable SharedLimits shared,
      Outage outage,
      LongSupplier nanos) {
    this.limiter = limiter;
    this.shared = shared;
    this.counts = shared == null ? null : shared.open(limiter);
    this.local = new LocalCounts(limiter.limits(), nanos);
    this.outage = outage;
  }

  Verdict judge(String subject, long permits) {
    if (shared == null || counts == null) {
      return verdict(local.acquire(subject, permits, 1), false);
    }
    long[] owed = local.drain(subject);
    try {
      List<Reading> readings = counts.acquire(subject, permits, owed);
      outage.answered();
      return verdict(readings, false);
    } catch (TierFailure e) {
      local.restore(subject, owed);
      outage.failed(e, shared.nodes());
      return judgeAlone(subject, permits, shared.nodes());
    }
  }

  private Verdict judgeAlone(String subject, long permits, int nodes) {
    Limit first = limiter.limits().get(0);
    return switch (limiter.onOutage()) {
      case LOCAL -> verdict(local.acquire(subject, permits, nodes), true);
      case OPEN ->
          new Verdict(Outcome.ALLOWED, first, first.permits(), Duration.ZERO, Duration.ZERO, true);
      case CLOSED -> new Verdict(Outcome.UNAVAILABLE, first, 0, TRY_AGAIN, TRY_AGAIN, true);
    };
  }

  private Verdict verdict(List<Reading> readings, boolean degraded) {
    int counts = 0;
    for (int i = 1; i < readings.size(); i++) {
      if (isStricter(readings.get(i), readings.get(counts))) {
        counts = i;
      }
    }
    Reading reading = readings.get(counts);
    return new Verdict(
        reading.allowed() ? Outcome.ALLOWED : Outcome.DENIED,
        limiter.limits().get(counts),
        reading.remaining(),
        micros(reading.waitMicros()),
        micros(reading.resetMicros()),
        degraded);
  }

  private static boolean isStricter(Reading one, Reading other) {
    return one.waitMicros() == other.waitMicros()
        ? one.remaining() < other.remaining()
        : one.waitMicros() > other.waitMicros();
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(Math.multiplyExact(micros, 1000));
  }
}
