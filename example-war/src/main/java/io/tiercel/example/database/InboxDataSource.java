/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.database;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The data source that {@code web.xml} declares: PostgreSQL at the address that the environment
 * variable {@code DATABASE_URL} holds when the application is deployed, so that one WAR serves
 * everywhere. The system property {@code inbox.database-url} comes before it.
 *
 * <p>Both spellings are read: {@code jdbc:postgresql://host:5432/inbox?user=me&password=secret} and
 * {@code postgresql://me:secret@host:5432/inbox}.
 *
 * <p>Containers set properties of a data source as they please, such as an empty password. They may
 * do so here, without an effect. Connections come from a driver of its own: that of {@code
 * DriverManager} may have gone with an application that was here before.
 */
public class InboxDataSource extends PGSimpleDataSource {
  private static final long serialVersionUID = 1L;

  private final String address = jdbcUrl(configured());

  /** Creates a data source for the database of the environment. */
  public InboxDataSource() {}

  @Override
  public Connection getConnection() throws SQLException {
    Properties properties = new Properties();
    // Rows that are inserted as a batch go as one statement, unless the address says otherwise.
    properties.setProperty("reWriteBatchedInserts", "true");
    ClassLoader own = InboxDataSource.class.getClassLoader();
    for (Driver driver : ServiceLoader.load(Driver.class, own)) {
      if (driver.acceptsURL(address)) {
        return driver.connect(address, properties);
      }
    }
    throw new SQLException(Messages.notPostgres(address.replaceAll("//.*", "")));
  }

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return getConnection();
  }

  static String jdbcUrl(String address) {
    if (address.startsWith("jdbc:")) {
      return address;
    }
    URI uri = URI.create(address);
    if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
      throw new IllegalArgumentException(Messages.notPostgres(uri.getScheme()));
    }
    StringBuilder url = new StringBuilder("jdbc:postgresql://").append(uri.getHost());
    if (uri.getPort() >= 0) {
      url.append(':').append(uri.getPort());
    }
    List<String> parameters = new ArrayList<>();
    if (uri.getUserInfo() != null) {
      String[] credentials = uri.getUserInfo().split(":", 2);
      parameters.add("user=" + encode(credentials[0]));
      if (credentials.length == 2) {
        parameters.add("password=" + encode(credentials[1]));
      }
    }
    if (uri.getRawQuery() != null) {
      parameters.add(uri.getRawQuery());
    }
    url.append(uri.getRawPath());
    return parameters.isEmpty() ? url.toString() : url + "?" + String.join("&", parameters);
  }

  private static String configured() {
    String property = System.getProperty("inbox.database-url");
    String address = property == null ? System.getenv("DATABASE_URL") : property;
    if (address == null || address.isBlank()) {
      throw new IllegalStateException(Messages.noAddress());
    }
    return address;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
