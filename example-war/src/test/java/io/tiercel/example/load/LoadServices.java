/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.example.launch.LoopbackPorts;
import io.tiercel.example.launch.Progress;
import io.tiercel.example.launch.WildFly;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Redis, PostgreSQL and the servers of a load run; all end with it, also on Ctrl-C. */
final class LoadServices implements AutoCloseable {
  private final Place place;
  private final LoadPlan plan;
  private final Progress progress;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final EmbeddedRedis redis;
  private final LoadDatabase database;
  private final Thread atExit = new Thread(this::end, "load-stop");

  /**
   * Where the parts are.
   *
   * @param wildfly the folder of the distribution
   * @param war the application
   * @param folder where files of the run are kept
   */
  record Place(Path wildfly, Path war, Path folder) {}

  LoadServices(Place place, LoadPlan plan, Progress progress) {
    this.place = place;
    this.plan = plan;
    this.progress = progress;
    Runtime.getRuntime().addShutdownHook(atExit);
    boolean started = false;
    try {
      progress.say("Starting Redis and PostgreSQL, making " + plan.sizes());
      redis = keep(EmbeddedRedis.start());
      database = keep(LoadDatabase.start(place.folder(), plan.sizes()));
      started = true;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  /**
   * Starts servers one after the other, each with settings of its own and all with limits that no
   * client of the run meets.
   *
   * @param environments the name of each server and what its environment says
   */
  List<WildFly> start(Map<String, Map<String, String>> environments) throws InterruptedException {
    List<WildFly> servers = new ArrayList<>();
    for (Map.Entry<String, Map<String, String>> entry : environments.entrySet()) {
      progress.say("Starting a server: " + entry.getKey());
      WildFly server = keep(WildFly.start(settings(entry.getKey(), entry.getValue())));
      server.awaitAnswer(progress);
      servers.add(server);
    }
    return List.copyOf(servers);
  }

  LoadDatabase database() {
    return database;
  }

  /** The ids of the tenants, those most asked for first. */
  List<String> tenants() {
    return IntStream.rangeClosed(1, plan.sizes().tenants())
        .mapToObj("org_%04d"::formatted)
        .toList();
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException alreadyExiting) {
      progress.say("Stopped while it ran");
    }
  }

  private synchronized void end() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        progress.say("could not be stopped: " + e);
      }
    }
  }

  private synchronized <T extends AutoCloseable> T keep(T started) {
    running.push(started);
    return started;
  }

  private WildFly.Settings settings(String name, Map<String, String> own) {
    Map<String, String> environment = new HashMap<>(own);
    environment.put("DATABASE_URL", database.jdbcUrl());
    environment.put("REDIS_URL", redis.address());
    environment.put("RATE_LIMIT_MAX_REQUESTS", "1000000000");
    if (!plan.options().isEmpty()) {
      environment.put("JDK_JAVA_OPTIONS", plan.options().replace("{server}", name));
    }
    return new WildFly.Settings(
        place.wildfly(), place.war(), place.folder(), LoopbackPorts.free(), environment);
  }
}
