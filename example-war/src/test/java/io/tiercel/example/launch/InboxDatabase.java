/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.launch;

import io.tiercel.migrations.TiercelMigrations;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/** The tables of Tiercel and of the inbox, and the demo data. */
public final class InboxDatabase {
  /** The version of the inbox that has its tables and no rows. */
  private static final String TABLES = "1";

  private InboxDatabase() {}

  /**
   * Applies what a database lacks. Tiercel and the inbox each have a history of their own, so that
   * neither's version numbers meet the other's.
   */
  public static void migrate(String jdbcUrl) {
    migrate(jdbcUrl, "latest");
  }

  /** Makes the tables and leaves the demo data out. */
  public static void migrateTables(String jdbcUrl) {
    migrate(jdbcUrl, TABLES);
  }

  private static void migrate(String jdbcUrl, String target) {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(jdbcUrl);
    try {
      TiercelMigrations.migrate(database);
      Flyway.configure(InboxDatabase.class.getClassLoader())
          .dataSource(database)
          .locations("classpath:db/example")
          .table("inbox_schema_history")
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .target(target)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new LaunchException(Messages.notMigrated(), e);
    }
  }
}
