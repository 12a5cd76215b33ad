/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.migrations.TiercelMigrations;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Brings the tables to the newest version when the application starts. */
final class StartMigration {
  private static final System.Logger LOG = System.getLogger(StartMigration.class.getName());

  private StartMigration() {}

  /**
   * Applies what is missing.
   *
   * @param dataSource the JNDI name of the data source
   * @throws IllegalStateException if there is no such data source, or no migrations on the class
   *     path
   */
  static void run(String dataSource, ServerResources server) {
    @Nullable DataSource source = server.find(dataSource, DataSource.class);
    if (source == null) {
      throw new IllegalStateException(Messages.noDataSource(dataSource));
    }
    try {
      int applied = TiercelMigrations.migrate(source);
      LOG.log(System.Logger.Level.INFO, Messages.migrated(applied));
    } catch (NoClassDefFoundError absent) {
      throw new IllegalStateException(Messages.noMigrations(dataSource), absent);
    }
  }
}
