/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.ratelimit;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.jspecify.annotations.Nullable;

/** Builds a limiter. For one thread. */
public final class RateLimiterBuilder {
  private static final String PROVIDER = "io.tiercel.jcache.TiercelCachingProvider";

  private final List<Limit> limits = new ArrayList<>();
  private @Nullable CacheManager manager;
  private @Nullable String name;
  private @Nullable Long permits;
  private @Nullable Duration window;
  private @Nullable Algorithm algorithm;
  private @Nullable OutagePolicy onOutage;
  private long reserve = 1;

  RateLimiterBuilder() {}

  /** Sets the manager whose way to Redis is used; without one it is the default manager. */
  public RateLimiterBuilder manager(CacheManager cacheManager) {
    manager = requireNonNull(cacheManager, "cacheManager");
    return this;
  }

  /** Sets the name; see {@link RateLimiterConfiguration}. It must be set. */
  public RateLimiterBuilder name(String limiterName) {
    name = requireNonNull(limiterName, "name");
    return this;
  }

  /** Sets the permits of a window; {@code rate-limit.max-requests} otherwise. */
  public RateLimiterBuilder limit(long windowPermits) {
    permits = windowPermits;
    return this;
  }

  /** Sets the window; {@code rate-limit.window-seconds} otherwise. */
  public RateLimiterBuilder window(Duration length) {
    window = requireNonNull(length, "window");
    return this;
  }

  /** Sets the algorithm; {@code rate-limit.algorithm} otherwise. */
  public RateLimiterBuilder algorithm(Algorithm kind) {
    algorithm = requireNonNull(kind, "algorithm");
    return this;
  }

  /**
   * Adds a limit. Several are judged together: denied by one, taken from none. Not together with
   * {@link #limit}, {@link #window} and {@link #algorithm}.
   */
  public RateLimiterBuilder limit(Limit limit) {
    limits.add(requireNonNull(limit, "limit"));
    return this;
  }

  /** Sets what happens while Redis does not answer; {@code rate-limit.on-outage} otherwise. */
  public RateLimiterBuilder onOutage(OutagePolicy policy) {
    onOutage = requireNonNull(policy, "onOutage");
    return this;
  }

  /**
   * Lets each node take this many permits of a subject at once and give them out without asking
   * Redis, for subjects that come very often. Permits taken in advance are counted when they are
   * taken and may be used a window later, so that up to nodes x batch more than the limit are
   * admitted in a window; and what a node took and does not use is missing elsewhere. A single call
   * that the batch cannot serve asks Redis for itself.
   */
  public RateLimiterBuilder reserve(long batch) {
    reserve = batch;
    return this;
  }

  /**
   * Returns the limiter.
   *
   * @throws IllegalArgumentException if anything is out of its bounds, or no name is set
   */
  public RateLimiter build() {
    if (name == null) {
      throw Messages.noName();
    }
    CacheManager chosen =
        manager == null ? Caching.getCachingProvider(PROVIDER).getCacheManager() : manager;
    RateLimiters limiters = RateLimiters.of(chosen);
    RateLimiterConfiguration defaults = limiters.defaults(name);
    return limiters.create(
        new RateLimiterConfiguration(
            name,
            limits(name, defaults.limits().get(0)),
            requireNonNullElse(onOutage, defaults.onOutage()),
            reserve));
  }

  private List<Limit> limits(String limiter, Limit otherwise) {
    boolean single = permits != null || window != null || algorithm != null;
    if (limits.isEmpty()) {
      return List.of(
          new Limit(
              permits == null ? otherwise.permits() : permits,
              requireNonNullElse(window, otherwise.window()),
              requireNonNullElse(algorithm, otherwise.algorithm())));
    }
    if (single) {
      throw Messages.twoWays(limiter);
    }
    return limits;
  }
}
