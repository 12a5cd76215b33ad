/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

/**
 * What is counted of the caches.
 *
 * @param enabled whether hits, misses and latencies are measured ({@code monitoring-enabled})
 * @param maxSeries the most caches whose metrics are shown one by one; the others are shown as one
 *     ({@code monitoring-max-series})
 */
public record MonitoringSettings(boolean enabled, int maxSeries) {
  /**
   * Checks the bound.
   *
   * @throws IllegalArgumentException if the number of series is negative
   */
  public MonitoringSettings {
    Checks.notNegative("monitoring-max-series", maxSeries);
  }
}
