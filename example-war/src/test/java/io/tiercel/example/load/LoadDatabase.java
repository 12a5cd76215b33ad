/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import io.tiercel.embedded.EmbeddedPostgres;
import io.tiercel.example.launch.InboxDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The database of a load run: set up as a careful operator would, filled by statements over whole
 * tables, and asked what it was asked ({@code pg_stat_statements}).
 */
final class LoadDatabase implements AutoCloseable {
  private static final String SHARED_BUFFERS = "512MB";

  private final EmbeddedPostgres postgres;
  private final Duration filling;

  private LoadDatabase(EmbeddedPostgres postgres, Duration filling) {
    this.postgres = postgres;
    this.filling = filling;
  }

  /** Starts PostgreSQL with the inbox in it. */
  static LoadDatabase start(Path folder, LoadPlan.Sizes sizes) {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
    boolean filled = false;
    try {
      LoadDatabase.run(
          postgres.jdbcUrl(),
          "settings",
          List.of(
              "alter system set shared_preload_libraries = 'pg_stat_statements'",
              "alter system set shared_buffers = '" + SHARED_BUFFERS + "'",
              "alter system set pg_stat_statements.track_utility = off",
              "alter system set max_wal_size = '4GB'"));
      postgres.restart();
      InboxDatabase.migrateTables(postgres.jdbcUrl());
      long begin = System.nanoTime();
      run(postgres.jdbcUrl(), "rows", filling(sizes));
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      filled = true;
      return new LoadDatabase(postgres, took);
    } finally {
      if (!filled) {
        postgres.close();
      }
    }
  }

  /**
   * A statement that the database was sent.
   *
   * @param text its text, constants replaced
   * @param calls how often
   */
  record Asked(String text, long calls) {
    boolean isSelect() {
      String start = text.stripLeading().toLowerCase(Locale.ROOT);
      return start.startsWith("select") || start.startsWith("with");
    }

    boolean ofTiercel() {
      return text.contains("cache_") || text.contains("rate_limit_") || text.contains("tiercel_");
    }
  }

  String jdbcUrl() {
    return postgres.jdbcUrl();
  }

  /** How long it took to make the rows, indexes and statistics. */
  Duration filling() {
    return filling;
  }

  /** Begins to count from nothing. */
  void forget() {
    run(jdbcUrl(), "pg_stat_statements_reset", List.of("select pg_stat_statements_reset()"));
  }

  /** The statements since {@link #forget}, the most frequent first, without ours. */
  List<Asked> asked() {
    List<Asked> all = new ArrayList<>();
    for (List<String> row :
        rows(
            "select query, calls from pg_stat_statements where query not like '%pg_stat_statements%'"
                + " and toplevel order by calls desc, query")) {
      all.add(new Asked(row.get(0), Long.parseLong(row.get(1))));
    }
    return List.copyOf(all);
  }

  /** The rows of a query as text. */
  List<List<String>> rows(String query) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl());
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      List<List<String>> rows = new ArrayList<>();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(found.getString(i)));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(Messages.database(query), e);
    }
  }

  @Override
  public void close() {
    postgres.close();
  }

  private static List<String> filling(LoadPlan.Sizes sizes) {
    return List.of(
        "set load.tenants = " + sizes.tenants(),
        "set load.contacts = " + sizes.contacts(),
        "set load.conversations = " + sizes.conversations(),
        "set load.messages = " + sizes.messages(),
        script(),
        "vacuum analyze",
        "checkpoint",
        "create extension pg_stat_statements");
  }

  private static void run(String url, String step, List<String> statements) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(Messages.database(step), e);
    }
  }

  private static String script() {
    try (InputStream in =
        Objects.requireNonNull(LoadDatabase.class.getResourceAsStream("/load/inbox.sql"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
