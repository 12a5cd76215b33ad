/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.migrations;

import io.tiercel.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** A database for each test, of one server that ends with the JVM. */
final class Database {
  private static final EmbeddedPostgres SERVER = EmbeddedPostgres.start(Path.of("target"));

  private Database() {}

  /** A data source of an empty database. */
  static PGSimpleDataSource empty(String name) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(SERVER.createDatabase(name));
    return source;
  }

  /** A data source of a database with all migrations applied. */
  static PGSimpleDataSource migrated(String name) {
    PGSimpleDataSource source = empty(name);
    TiercelMigrations.migrate(source);
    return source;
  }

  static void execute(PGSimpleDataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows, each as its columns' texts joined by a bar. */
  static List<String> query(PGSimpleDataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
          columns.add(String.valueOf(result.getString(column)));
        }
        rows.add(String.join("|", columns));
      }
      return rows;
    }
  }
}
