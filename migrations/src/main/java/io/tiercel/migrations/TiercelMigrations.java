/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.migrations;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the analytics tables of a PostgreSQL database to the newest version. The history lies in a
 * table of its own, so that an application's migrations, numbered from 1 too, stand beside these in
 * one schema. Needs {@code flyway-core} and {@code flyway-database-postgresql} on the class path.
 */
public final class TiercelMigrations {
  /** The table that records which of these migrations were applied. */
  public static final String HISTORY_TABLE = "tiercel_schema_history";

  /** Where the migrations lie on the class path. */
  public static final String LOCATION = "classpath:db/tiercel";

  private TiercelMigrations() {}

  /**
   * Applies what is missing, in the data source's default schema. Safe to call from several nodes
   * at once: one applies, the others wait.
   *
   * @return the number of migrations that were applied
   * @throws org.flywaydb.core.api.FlywayException if the database refuses, or holds a migration
   *     that was changed since it was applied
   */
  public static int migrate(DataSource dataSource) {
    return Flyway.configure(TiercelMigrations.class.getClassLoader())
        .dataSource(dataSource)
        .locations(LOCATION)
        .table(HISTORY_TABLE)
        // A schema with tables of the application gets our history from version 0, so that none of
        // ours is left out.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate()
        .migrationsExecuted;
  }
}
