/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import org.jspecify.annotations.Nullable;

/**
 * What the caches of all nodes did for one resource of a tenant, as far back as hours are kept.
 *
 * @param resource the resource
 * @param hits the reads that a tier answered
 * @param misses the reads that none answered
 * @param hitRate hits in 100 reads; null without reads
 */
public record ResourceStatistics(
    String resource, long hits, long misses, @Nullable Double hitRate) {}
