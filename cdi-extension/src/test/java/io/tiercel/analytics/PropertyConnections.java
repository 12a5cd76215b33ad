/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;

/** Hibernate's connections to the database that the system property names now. */
public final class PropertyConnections implements ConnectionProvider {
  private static final long serialVersionUID = 1L;

  /** Creates the provider; Hibernate does. */
  public PropertyConnections() {}

  @Override
  public Connection getConnection() throws SQLException {
    return DriverManager.getConnection(System.getProperty(AnalyticsDatabase.URL));
  }

  @Override
  public void closeConnection(Connection connection) throws SQLException {
    connection.close();
  }

  @Override
  public boolean supportsAggressiveRelease() {
    return false;
  }

  @Override
  public boolean isUnwrappableAs(Class<?> type) {
    return false;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    throw new UnsupportedOperationException(type.getName());
  }
}
