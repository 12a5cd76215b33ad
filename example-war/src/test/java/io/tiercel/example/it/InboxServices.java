/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.it;

import io.tiercel.embedded.EmbeddedPostgres;
import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.example.launch.InboxDatabase;
import io.tiercel.example.launch.LoopbackPorts;
import io.tiercel.example.launch.RunFolder;
import io.tiercel.example.launch.WildFly;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Starts Redis and PostgreSQL before Arquillian starts the server, and ends them after it. Says
 * through system properties where they are, and which ports the server takes. Unit tests, which
 * have no WAR, get none of it.
 */
public final class InboxServices implements LauncherSessionListener {
  private static @Nullable EmbeddedRedis redis;
  private static @Nullable EmbeddedPostgres postgres;
  private static @Nullable RunFolder folder;

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
    redis = EmbeddedRedis.start();
    postgres = EmbeddedPostgres.start();
    InboxDatabase.migrate(postgres.jdbcUrl());
    System.setProperty(
        "inbox.server.settings",
        "-Dtiercel.l2.address=%s -Dtiercel.l1.ttl-seconds=3 -Dtiercel.analytics.interval-seconds=2 -Dinbox.database-url=%s"
            // Arquillian puts it into its file before it reads the file as XML.
            .formatted(redis.address(), postgres.jdbcUrl().replace("&", "&amp;")));
    folder =
        WildFly.baseFolder(
            Path.of(System.getProperty("wildfly.home")), Objects.requireNonNull(war().getParent()));
    System.setProperty("inbox.server.folder", folder.path().toString());
    for (String port : new String[] {"http", "https", "management"}) {
      System.setProperty("inbox.server." + port + "-port", Integer.toString(LoopbackPorts.free()));
    }
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    if (folder != null) {
      folder.close();
      folder = null;
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
