/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it;

import io.tiercel.embedded.EmbeddedPostgres;
import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.example.it.server.HibernateWar;
import io.tiercel.example.it.server.ServerFiles;
import io.tiercel.example.launch.InboxDatabase;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Starts Redis and PostgreSQL before Arquillian starts the server, and ends them after it. Says
 * through system properties where they are. Unit tests, which have no WAR, get none of it.
 */
public final class InboxServices implements LauncherSessionListener {
  private static @Nullable EmbeddedRedis redis;
  private static @Nullable EmbeddedPostgres postgres;
  private static @Nullable ServerFiles files;

  /** The Redis of the server under test. */
  static EmbeddedRedis redis() {
    return started(redis);
  }

  /** The database of the server under test, with the demo data. */
  static EmbeddedPostgres postgres() {
    return started(postgres);
  }

  /** The application as packaged. */
  static Path war() {
    return Path.of(System.getProperty("inbox.war"));
  }

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if (System.getProperty("inbox.war") == null) {
      return;
    }
    if ("wildfly-hibernate".equals(System.getProperty("server"))) {
      System.setProperty("inbox.war", HibernateWar.of(war()).toString());
    }
    redis = EmbeddedRedis.start();
    postgres = EmbeddedPostgres.start();
    InboxDatabase.migrate(postgres.jdbcUrl());
    files =
        ServerFiles.prepare(
            System.getProperty("arquillian.launch"),
            Path.of(System.getProperty("server.home")),
            war(),
            settings(redis, postgres));
  }

  private static Map<String, String> settings(EmbeddedRedis redis, EmbeddedPostgres postgres) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("tiercel.l2.address", redis.address());
    settings.put("tiercel.l2.timeout-ms", "5000"); // late is a miss
    settings.put("tiercel.l1.ttl-seconds", "3");
    settings.put("tiercel.analytics.interval-seconds", "2");
    settings.put("inbox.database-url", postgres.jdbcUrl());
    return settings;
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    if (files != null) {
      files.close();
      files = null;
    }
    if (postgres != null) {
      postgres.close();
      postgres = null;
    }
    if (redis != null) {
      redis.close();
      redis = null;
    }
  }

  private static <T> T started(@Nullable T service) {
    if (service == null) {
      throw new IllegalStateException("the services run in integration tests only: inbox.war");
    }
    return service;
  }
}
