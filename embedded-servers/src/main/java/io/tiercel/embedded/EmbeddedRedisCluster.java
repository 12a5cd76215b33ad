/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Redis Cluster of masters on 127.0.0.1 that share the slots evenly. It ends with {@link
 * #close()} or with the JVM. Safe for many threads.
 */
public final class EmbeddedRedisCluster implements AutoCloseable {
  private static final int SLOTS = 16_384;
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final List<EmbeddedRedis> nodes;

  private EmbeddedRedisCluster(List<EmbeddedRedis> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /** Starts so many masters, and returns when they serve all slots. */
  public static EmbeddedRedisCluster start(int masters) {
    List<EmbeddedRedis> nodes = new ArrayList<>();
    boolean started = false;
    try {
      List<Integer> busPorts = new ArrayList<>();
      for (int i = 0; i < masters; i++) {
        int busPort = FreePort.find();
        busPorts.add(busPort);
        nodes.add(EmbeddedRedis.start(options(busPort)));
      }
      join(nodes, busPorts);
      started = true;
      return new EmbeddedRedisCluster(nodes);
    } finally {
      if (!started) {
        nodes.forEach(EmbeddedRedis::close);
      }
    }
  }

  /** The masters. */
  public List<EmbeddedRedis> nodes() {
    return nodes;
  }

  /** The addresses of the masters. */
  public List<String> addresses() {
    return nodes.stream().map(EmbeddedRedis::address).toList();
  }

  @Override
  public void close() {
    nodes.forEach(EmbeddedRedis::close);
  }

  private static List<String> options(int busPort) {
    return List.of(
        "--cluster-enabled",
        "yes",
        "--cluster-port",
        Integer.toString(busPort),
        "--cluster-node-timeout",
        "2000");
  }

  private static void join(List<EmbeddedRedis> nodes, List<Integer> busPorts) {
    EmbeddedRedis first = nodes.get(0);
    for (int i = 0; i < nodes.size(); i++) {
      String from = Integer.toString(SLOTS * i / nodes.size());
      String to = Integer.toString(SLOTS * (i + 1) / nodes.size() - 1);
      nodes.get(i).call("CLUSTER", "ADDSLOTSRANGE", from, to);
      String port = Integer.toString(nodes.get(i).port());
      first.call("CLUSTER", "MEET", "127.0.0.1", port, Integer.toString(busPorts.get(i)));
    }
    nodes.forEach(node -> awaitReady(node, nodes.size()));
  }

  private static void awaitReady(EmbeddedRedis node, int size) {
    for (long waited = 0; waited < START_LIMIT.toMillis(); waited += PAUSE.toMillis()) {
      String state = node.call("CLUSTER", "INFO");
      if (state.contains("cluster_state:ok")
          && state.contains("cluster_size:" + size)
          && state.contains("cluster_known_nodes:" + size)) {
        return;
      }
      pause();
    }
    throw new ServerStartException(
        Messages.clusterNotReady(START_LIMIT, node.call("CLUSTER", "INFO")));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerStartException(Messages.interrupted("redis cluster"), e);
    }
  }
}
