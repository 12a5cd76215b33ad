/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.embedded.EmbeddedPostgres;
import io.tiercel.migrations.TiercelMigrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL for the tests of a class, with a migrated database for each of them. */
final class AnalyticsDatabase implements AutoCloseable {
  static final String URL = "jakarta.persistence.jdbc.url";

  private final EmbeddedPostgres server = EmbeddedPostgres.start(Path.of("target"));
  private String database = "";

  EmbeddedPostgres server() {
    return server;
  }

  /** Makes a database without tables, and returns it as a data source. */
  PGSimpleDataSource create(Object test) {
    database = server.createDatabase("analytics_" + System.identityHashCode(test));
    System.setProperty(URL, database);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database);
    return source;
  }

  /** Makes a database with the newest tables; units without an address of their own use it. */
  void migrate(Object test) {
    TiercelMigrations.migrate(create(test));
  }

  /** Returns rows, each as its columns' texts between bars. */
  List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return rows;
      }
      ResultSet result = statement.getResultSet();
      while (result.next()) {
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          columns.add(String.valueOf(result.getString(column)));
        }
        rows.add(String.join("|", columns));
      }
    }
    return rows;
  }

  @Override
  public void close() {
    System.clearProperty(URL);
    server.close();
  }
}
