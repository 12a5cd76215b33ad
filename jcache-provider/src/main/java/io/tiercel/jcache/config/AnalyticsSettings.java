/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is recorded in a database, and how often.
 *
 * @param persistenceUnit the persistence unit that rows are written through, or null for no rows
 *     ({@code analytics.persistence-unit})
 * @param interval how often metrics are collected and recorded, and health is judged ({@code
 *     analytics.interval-seconds})
 * @param retentionDays how long rows are kept, save the sums of days ({@code
 *     analytics.retention-days})
 * @param migrateDataSource the JNDI name of the data source whose tables are brought to the newest
 *     version when the application starts, or null for none ({@code analytics.migrate-data-source})
 */
public record AnalyticsSettings(
    @Nullable String persistenceUnit,
    Duration interval,
    int retentionDays,
    @Nullable String migrateDataSource) {
  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if the interval or the number of days is not positive
   */
  public AnalyticsSettings {
    Checks.positive("analytics.interval-seconds", interval);
    Checks.positive("analytics.retention-days", retentionDays);
  }
}
