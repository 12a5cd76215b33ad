/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import org.jspecify.annotations.Nullable;

/**
 * Where a request names its tenant.
 *
 * @param header the header that trusted proxies set, or null if none is believed ({@code
 *     tenant.header})
 * @param claim the claim of the caller's token, or null if none is read ({@code tenant.claim})
 */
public record TenantSettings(@Nullable String header, @Nullable String claim) {}
