/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What Tiercel does for HTTP: caches responses, limits requests, binds each request to its thread
 * and answers {@code X-Cache}. A server that scans the application's jars finds the filters by
 * their annotations; an {@code Application} that lists its classes lists {@link
 * io.tiercel.http.CacheHeaderFilter}, {@link io.tiercel.http.TenantFilter}, {@link
 * io.tiercel.http.CachedResponseFilter} and {@link io.tiercel.http.CachedResponseWriter} too.
 */
@NullMarked
package io.tiercel.http;

import org.jspecify.annotations.NullMarked;
