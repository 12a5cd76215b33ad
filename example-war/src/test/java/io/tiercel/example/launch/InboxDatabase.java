/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.launch;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables of Tiercel and of the inbox, and the demo data. */
public final class InboxDatabase {
  private InboxDatabase() {}

  /**
   * Applies what a database lacks. Tiercel and the inbox each have a history of their own, so that
   * neither's version numbers meet the other's.
   */
  public static void migrate(String jdbcUrl) {
    try {
      apply(jdbcUrl, "classpath:db/example", "inbox_schema_history");
    } catch (FlywayException e) {
      throw new LaunchException(Messages.notMigrated(), e);
    }
  }

  private static void apply(String jdbcUrl, String location, String history) {
    Flyway.configure()
        .dataSource(jdbcUrl, null, null)
        .locations(location)
        .table(history)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }
}
