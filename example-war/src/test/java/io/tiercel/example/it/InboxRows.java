/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/** Asks the database of the server under test, past the server. */
final class InboxRows {
  private InboxRows() {}

  /** The id of a tenant of the demo data, from 0 to 22; never that of the first one. */
  static String tenant(int number) {
    return query(
            "select id from tenants where id <> 'org_abc123' order by id offset ? limit 1", number)
        .iterator()
        .next();
  }

  /** Returns the texts that a statement with one parameter finds. */
  static Set<String> query(String sql, Object parameter) {
    Set<String> rows = new TreeSet<>();
    try (Connection connection = DriverManager.getConnection(InboxServices.postgres().jdbcUrl());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, parameter);
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          rows.add(found.getString(1));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
