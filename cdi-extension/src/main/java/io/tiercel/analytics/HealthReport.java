/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well the caches of all nodes served a tenant: what {@code get_cache_health_report} answers.
 *
 * @param status healthy, degraded or critical
 * @param score 0 to 100
 * @param hitRate hits in 100 reads; null without reads
 * @param hitCount the reads that a tier answered
 * @param missCount the reads that none answered
 * @param invalidationCount the invalidations
 * @param issues what is wrong
 * @param recommendations what to do about it
 */
public record HealthReport(
    String status,
    int score,
    @Nullable Double hitRate,
    long hitCount,
    long missCount,
    long invalidationCount,
    List<String> issues,
    List<String> recommendations) {
  /** Copies the lists. */
  public HealthReport {
    issues = List.copyOf(issues);
    recommendations = List.copyOf(recommendations);
  }
}
