/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

/** The messages of this package: numbers 6000 to 6049. */
final class Messages {
  private Messages() {}

  static String notRecording() {
    return "TIERCEL-6000 analytics: nothing is recorded: analytics.persistence-unit=none"
        + " (set tiercel.analytics.persistence-unit to record metrics, invalidations and denials)";
  }

  static String noPersistence(String unit) {
    return "TIERCEL-6001 analytics: Jakarta Persistence must be there to record:"
        + " analytics.persistence-unit="
        + unit
        + " (add a persistence provider, or remove the setting)";
  }

  static String noUnit(String unit) {
    return "TIERCEL-6002 analytics: the persistence unit must exist: analytics.persistence-unit="
        + unit
        + " (name a unit of META-INF/persistence.xml, or refer to it as persistence/"
        + unit
        + ")";
  }

  static String noUserTransaction() {
    return "TIERCEL-6003 analytics: a unit of type JTA needs the server's transactions:"
        + " java:comp/UserTransaction=none (run in a server, or make the unit RESOURCE_LOCAL)";
  }

  static String notWritten(int rows) {
    return "TIERCEL-6004 analytics: rows could not be recorded: dropped="
        + rows
        + " (see the cause; the unit must list META-INF/tiercel-analytics-orm.xml as"
        + " mapping-file, and the database hold the tables of tiercel-migrations)";
  }

  static String writtenAgain(long dropped) {
    return "TIERCEL-6005 analytics: rows are recorded again: dropped=" + dropped + " so far";
  }

  static String noDataSource(String name) {
    return "TIERCEL-6006 analytics: the data source of the tables must exist:"
        + " analytics.migrate-data-source="
        + name
        + " (name a data source by its JNDI name, or remove the setting)";
  }

  static String noMigrations(String name) {
    return "TIERCEL-6007 analytics: tiercel-migrations, flyway-core and flyway-database-postgresql"
        + " must be there to migrate: analytics.migrate-data-source="
        + name
        + " (add them, or remove the setting and apply the migrations by hand)";
  }

  static String migrated(int applied) {
    return "TIERCEL-6008 analytics: the tables are up to date: migrations applied=" + applied;
  }

  static String intervalFailed() {
    return "TIERCEL-6009 analytics: a part of an interval failed; the next one comes";
  }

  static String notMaintained() {
    return "TIERCEL-6010 analytics: the tables could not be kept small: tried once a day (see the"
        + " cause; the user must own the tables, or call cache_analytics_maintain() as their owner)";
  }
}
