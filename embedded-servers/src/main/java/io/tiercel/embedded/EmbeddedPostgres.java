/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL 18 process on 127.0.0.1 with user and password {@code postgres}. All its files lie
 * in one folder that is deleted by {@link #close()} or with the JVM. It does not wait for the disk,
 * so a crash of the machine loses its data. Safe for many threads.
 */
public final class EmbeddedPostgres implements PostgresServer {
  private static final String NAME = "postgresql";
  private static final String READY = "database system is ready to accept connections";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final int TRIES = 5;

  private final int port;
  private final Path folder;
  private final ExitHook exitHook;
  private List<String> command = List.of();
  private @Nullable ServerProcess process;

  private EmbeddedPostgres(int port, Path folder) {
    this.port = port;
    this.folder = folder;
    this.exitHook = ExitHook.register(NAME, this::end);
  }

  /** Starts with its files in the temporary folder. */
  public static EmbeddedPostgres start() {
    return start(Folders.temporary());
  }

  /**
   * Starts with its files in a new folder inside the given one, and returns when the server
   * answers.
   */
  public static EmbeddedPostgres start(Path workingFolder) {
    return start(workingFolder, OrdinaryUser.find());
  }

  static EmbeddedPostgres start(Path workingFolder, OrdinaryUser user) {
    for (int attempt = 1; ; attempt++) {
      int port = FreePort.find();
      EmbeddedPostgres server = new EmbeddedPostgres(port, Folders.create(workingFolder, NAME));
      boolean started = false;
      try {
        server.launch(user);
        started = true;
        return server;
      } catch (ServerStartException e) {
        if (attempt == TRIES || FreePort.isFree(port)) {
          throw e;
        }
      } finally {
        if (!started) {
          server.close();
        }
      }
    }
  }

  /** The port that the server listens on. */
  public int port() {
    return port;
  }

  @Override
  public String jdbcUrl() {
    return jdbcUrl("postgres");
  }

  /** The JDBC address of another database of this server. */
  public String jdbcUrl(String database) {
    return String.format(
        Locale.ROOT,
        "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres&password=postgres",
        port,
        database);
  }

  /** Makes an empty database and returns its JDBC address. */
  public String createDatabase(String database) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(database, true));
      return jdbcUrl(database);
    } catch (SQLException e) {
      throw new IllegalStateException(Messages.statementFailed(database), e);
    }
  }

  /**
   * Ends the server as an administrator does: connections break. {@link #restart()} brings it back.
   */
  public synchronized void stop() {
    if (process != null) {
      if (process.isAlive()) {
        process.signal("INT");
      }
      process.awaitEnd();
      process = null;
    }
  }

  /** Ends the server if it runs, and starts it with the same data on the same port. */
  public synchronized void restart() {
    if (command.isEmpty()) {
      throw new IllegalStateException(Messages.closed(NAME));
    }
    stop();
    run();
  }

  @Override
  public void close() {
    end();
    exitHook.release();
  }

  private synchronized void end() {
    stop();
    command = List.of();
    Folders.delete(folder);
  }

  private synchronized void launch(OrdinaryUser user) {
    PostgresProgram program = PostgresProgram.unpack(folder, user);
    Path data = folder.resolve("data");
    initialise(program, data);
    command = program.command("postgres", settings(data));
    run();
  }

  private void run() {
    ServerProcess started = ServerProcess.start(NAME, folder, command, READY);
    process = started;
    started.awaitReady(START_LIMIT);
  }

  private void initialise(PostgresProgram program, Path data) {
    Path password = folder.resolve("password");
    try {
      Files.writeString(password, "postgres\n");
    } catch (IOException e) {
      throw new ServerStartException(Messages.notUnpacked(NAME, folder), e);
    }
    program.user().own(folder);
    List<String> arguments =
        List.of(
            "--pgdata=" + data,
            "--username=postgres",
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-sync");
    ServerProcess.start(NAME, folder, program.command("initdb", arguments), "Success.")
        .awaitReady(START_LIMIT);
  }

  private List<String> settings(Path data) {
    return List.of(
        "-D", data.toString(),
        "-p", Integer.toString(port),
        "-c", "listen_addresses=127.0.0.1",
        "-c", "unix_socket_directories=",
        "-c", "fsync=off",
        "-c", "full_page_writes=off",
        "-c", "synchronous_commit=off",
        "-c", "timezone=UTC",
        "-c", "log_timezone=UTC");
  }
}
