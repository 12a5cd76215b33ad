/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.limit;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.tiercel.jcache.config.RateLimitSettings;
import io.tiercel.ratelimit.Limit;
import io.tiercel.ratelimit.LimiterCounts;
import io.tiercel.ratelimit.RateLimitObserver;
import io.tiercel.ratelimit.RateLimiter;
import io.tiercel.ratelimit.RateLimiterConfiguration;
import io.tiercel.ratelimit.RateLimiters;
import io.tiercel.ratelimit.Verdict;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The limiters of one manager: one for each configuration. The way to Redis is opened with the
 * first. Safe for many threads.
 */
public final class Limiters implements RateLimiters, AutoCloseable {
  private static final Logger LOG = System.getLogger(Limiters.class.getName());

  private final RateLimitSettings settings;
  private final Supplier<Parts> opener;
  private final LongSupplier nanos;
  private final ConcurrentMap<RateLimiterConfiguration, RateLimiter> made =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Tally> tallies = new ConcurrentHashMap<>();
  private final Outage outage = new Outage();
  private final AtomicBoolean observerFailed = new AtomicBoolean();
  private volatile List<RateLimitObserver> observers = List.of();
  private @Nullable Parts parts;
  private volatile boolean closed;

  /**
   * What limiters are made of.
   *
   * @param shared what all nodes count together, or null where no server is named
   * @param observers who hears of verdicts
   */
  public record Parts(@Nullable SharedLimits shared, List<RateLimitObserver> observers) {}

  /**
   * Creates the limiters of a manager, none yet.
   *
   * @param opener called once, with the first limiter
   * @param nanos a clock that never goes back
   */
  public Limiters(RateLimitSettings settings, Supplier<Parts> opener, LongSupplier nanos) {
    this.settings = settings;
    this.opener = opener;
    this.nanos = nanos;
  }

  @Override
  public RateLimiterConfiguration defaults(String name) {
    return new RateLimiterConfiguration(
        name,
        List.of(new Limit(settings.maxRequests(), settings.window(), settings.algorithm())),
        settings.onOutage(),
        1);
  }

  @Override
  public RateLimiter create(RateLimiterConfiguration configuration) {
    checkOpen();
    RateLimiter present = made.get(configuration);
    if (present != null) {
      return present;
    }
    SharedLimits shared = parts().shared();
    return made.computeIfAbsent(
        configuration,
        none ->
            new CountedLimiter(
                configuration,
                new Judge(configuration, shared, outage, nanos),
                configuration.reserve() > 1 ? new Reserves(configuration, nanos) : null,
                tallies.computeIfAbsent(configuration.name(), first -> new Tally()),
                this));
  }

  @Override
  public Map<String, LimiterCounts> counts() {
    return tallies.entrySet().stream()
        .collect(toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().counts()));
  }

  @Override
  public void close() {
    closed = true;
  }

  void checkOpen() {
    if (closed) {
      throw Messages.closed();
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // an observer is the application's code
  void tell(String limiter, String subject, long permits, Verdict verdict) {
    for (RateLimitObserver observer : observers) {
      try {
        observer.judged(limiter, subject, permits, verdict);
      } catch (RuntimeException e) {
        if (observerFailed.compareAndSet(false, true)) {
          LOG.log(Level.WARNING, Messages.observerFailed(observer), e);
        }
      }
    }
  }

  private synchronized Parts parts() {
    if (parts == null) {
      parts = opener.get();
      observers = List.copyOf(parts.observers());
      if (parts.shared() == null) {
        LOG.log(Level.INFO, Messages::eachForItself);
      }
    }
    return parts;
  }
}
