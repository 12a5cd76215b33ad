/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.tenant;

import org.jspecify.annotations.Nullable;

/**
 * One cache.
 *
 * @param tenant the tenant that owns it; null for a shared resource
 * @param resource the resource's name
 */
public record CacheRef(@Nullable String tenant, String resource) implements Outdated {}
