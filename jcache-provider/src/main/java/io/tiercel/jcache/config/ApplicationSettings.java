/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Settings that the provider reads for what stands on top of it.
 *
 * @param cacheOnWrite whether {@code @CachePut} and {@code TenantCaches.put} store the new value;
 *     else they only remove the old one ({@code cache-on-write})
 * @param rateLimit the limits of rate limiting where code names none
 * @param tenantHeader the request header that names the tenant, or null if none is trusted ({@code
 *     tenant.header})
 * @param persistenceUnit the persistence unit that analytics rows are written through, or null for
 *     no rows ({@code analytics.persistence-unit})
 */
public record ApplicationSettings(
    boolean cacheOnWrite,
    RateLimitSettings rateLimit,
    @Nullable String tenantHeader,
    @Nullable String persistenceUnit) {
  /** Checks that the limits are there. */
  public ApplicationSettings {
    requireNonNull(rateLimit, "rateLimit");
  }
}
