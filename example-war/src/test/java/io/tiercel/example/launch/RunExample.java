/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.launch;

import io.tiercel.embedded.PostgresServer;
import io.tiercel.embedded.RedisServer;
import io.tiercel.embedded.Servers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts Redis, PostgreSQL and one or more servers with the example, says where to look, and stops
 * all of it with the JVM: on Ctrl-C, on SIGTERM, and when the start fails.
 */
public final class RunExample {
  // Held, since the logging system forgets the levels of loggers that nobody holds.
  private static final Logger MIGRATIONS = Logger.getLogger("org.flywaydb");

  private final Progress progress;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private boolean stopping;

  private RunExample(Progress progress) {
    this.progress = progress;
  }

  /**
   * Runs until the JVM is told to end.
   *
   * @param arguments the folder of WildFly, the WAR, a folder to work in
   */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 3) {
      throw new LaunchException(Messages.usage());
    }
    MIGRATIONS.setLevel(Level.WARNING);
    Progress progress = new Progress(System.out);
    RunExample example = new RunExample(progress);
    Runtime.getRuntime().addShutdownHook(new Thread(example::stop, "inbox-stop"));
    try {
      example.run(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
    } catch (RuntimeException e) {
      if (!example.isStopping()) {
        progress.say("FAILED: " + reasons(e));
        example.stop();
        throw new LaunchException(Messages.seeAbove());
      }
    }
  }

  private void run(Path home, Path war, Path workFolder) throws InterruptedException {
    List<Integer> ports = HttpPorts.chosen();
    progress.say("Starting Redis and PostgreSQL");
    RedisServer redis = keep(Servers.redis());
    PostgresServer postgres = keep(Servers.postgres());
    progress.say("Making the tables and the demo data: 24 tenants, 100,000 messages");
    InboxDatabase.migrate(postgres.jdbcUrl());
    Map<String, String> environment =
        Map.of("REDIS_URL", redis.address(), "DATABASE_URL", postgres.jdbcUrl());
    List<WildFly> servers = new ArrayList<>();
    for (int port : ports) {
      progress.say("Starting a server with the application on port " + port);
      servers.add(
          keep(WildFly.start(new WildFly.Settings(home, war, workFolder, port, environment))));
    }
    for (WildFly server : servers) {
      server.awaitAnswer(progress);
    }
    progress.say("The inbox answers. Open\n");
    servers.forEach(server -> System.out.println("      " + server.address()));
    System.out.printf(
        "%n      Redis:      %s%n      PostgreSQL: %s%n%n  Ctrl-C stops all of it.%n%n",
        redis.address(), postgres.jdbcUrl());
    LaunchException end = WildFly.awaitEndOfOne(servers);
    if (!isStopping()) {
      throw end;
    }
  }

  /** Remembers what must be stopped; where the stop has begun already, stops it at once. */
  private <T extends AutoCloseable> T keep(T started) {
    synchronized (running) {
      if (!stopping) {
        running.push(started);
        return started;
      }
    }
    close(started);
    throw new LaunchException(Messages.stopped());
  }

  private boolean isStopping() {
    synchronized (running) {
      return stopping;
    }
  }

  /** Stops what was started, last first. */
  private void stop() {
    synchronized (running) {
      if (stopping) {
        return;
      }
      stopping = true;
    }
    if (!running.isEmpty()) {
      progress.say("Stopping");
    }
    while (!running.isEmpty()) {
      close(running.pop());
    }
    progress.say("Stopped");
  }

  private void close(AutoCloseable started) {
    try {
      started.close();
    } catch (Exception e) {
      progress.say("could not be stopped: " + e);
    }
  }

  private static String reasons(Throwable failure) {
    StringBuilder text = new StringBuilder(failure.getMessage());
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      text.append("\n    caused by: ").append(cause);
    }
    return text.toString();
  }
}
