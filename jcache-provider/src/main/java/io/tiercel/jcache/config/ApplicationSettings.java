/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * Settings that the provider reads for what stands on top of it.
 *
 * @param cacheOnWrite whether {@code @CachePut} and {@code TenantCaches.put} store the new value;
 *     else they only remove the old one ({@code cache-on-write})
 * @param rateLimit the limits of rate limiting where code names none
 * @param trustedProxies the addresses, and ranges of addresses, whose {@code X-Forwarded-For} and
 *     tenant header are believed ({@code http.trusted-proxies})
 * @param tenant where a request names its tenant
 * @param analytics what is recorded in a database, and how often
 * @param warmUpWait for how long the start of the application waits for its warm-up ({@code
 *     warm-up.wait-seconds})
 */
public record ApplicationSettings(
    boolean cacheOnWrite,
    RateLimitSettings rateLimit,
    List<String> trustedProxies,
    TenantSettings tenant,
    AnalyticsSettings analytics,
    Duration warmUpWait) {
  /** Checks that all are there and copies the list. */
  public ApplicationSettings {
    requireNonNull(rateLimit, "rateLimit");
    trustedProxies = List.copyOf(trustedProxies);
    requireNonNull(tenant, "tenant");
    requireNonNull(analytics, "analytics");
    requireNonNull(warmUpWait, "warmUpWait");
  }
}
