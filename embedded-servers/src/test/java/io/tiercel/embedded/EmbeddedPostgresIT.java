/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddedPostgresIT {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.tiercel.embedded.OrdinaryUser#usable")
  void start_everyUsableUser_answersOnLoopbackOnlyAndLeavesNothing(OrdinaryUser user)
      throws SQLException {
    Path parent = Folders.create(Folders.temporary(), "user");
    try {
      user.own(parent);
      try (EmbeddedPostgres postgres = EmbeddedPostgres.start(parent, user)) {
        assertThat(query(postgres.jdbcUrl(), "SHOW server_version")).startsWith("18.");
        assertThat(query(postgres.jdbcUrl(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(query(postgres.jdbcUrl(), "SHOW unix_socket_directories")).isEmpty();
        String guess = postgres.jdbcUrl().replace("password=postgres", "password=guess");
        assertThatThrownBy(() -> query(guess, "SELECT 1")).hasMessageContaining("password");
      }
      assertThat(parent).isEmptyDirectory();
    } finally {
      Folders.delete(parent);
    }
  }

  @Test
  void close_openConnection_leavesNoProcessAndNoFile() throws SQLException, IOException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl())) {
      assertThat(connection.isValid(5)).isTrue();
      postgres.close();
      postgres.close();
    }
    assertThat(FreePort.isFree(postgres.port())).isTrue();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void start_two_shareNothing() throws SQLException {
    try (EmbeddedPostgres first = EmbeddedPostgres.start(folder);
        EmbeddedPostgres second = EmbeddedPostgres.start(folder)) {
      String url = first.createDatabase("only in the first");
      assertThat(query(url, "SELECT current_database()")).isEqualTo("only in the first");
      assertThat(
              query(
                  second.jdbcUrl(), "SELECT count(*) FROM pg_database WHERE datname LIKE 'only%'"))
          .isEqualTo("0");
    }
  }

  @Test
  void start_folderIsAFile_saysSoAndLeavesNothing() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> EmbeddedPostgres.start(file))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("TIERCEL-8001")
        .hasMessageContaining(file.toString());
  }

  private static String query(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
