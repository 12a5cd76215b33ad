/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Redis Cluster of masters on 127.0.0.1 that share the slots evenly. It ends with {@link
 * #close()} or with the JVM. Safe for many threads.
 */
public final class EmbeddedRedisCluster implements AutoCloseable {
  private static final int SLOTS = 16_384;
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final int TRIES = 5;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final List<EmbeddedRedis> nodes;
  private final int[] owners;

  private EmbeddedRedisCluster(List<EmbeddedRedis> nodes) {
    this.nodes = List.copyOf(nodes);
    this.owners = new int[SLOTS];
    for (int i = 0; i < nodes.size(); i++) {
      Arrays.fill(owners, first(i, nodes.size()), first(i + 1, nodes.size()), i);
    }
  }

  /** Starts so many masters, and returns when they serve all slots. */
  public static EmbeddedRedisCluster start(int masters) {
    return start(masters, List.of());
  }

  /**
   * Starts so many masters, and returns when they serve all slots.
   *
   * @param options of each server's command line, each word by itself
   */
  public static EmbeddedRedisCluster start(int masters, List<String> options) {
    List<EmbeddedRedis> nodes = new ArrayList<>();
    boolean started = false;
    try {
      List<Integer> busPorts = new ArrayList<>();
      for (int i = 0; i < masters; i++) {
        nodes.add(startNode(busPorts, options));
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

  /** The slot of a key. */
  public int slot(String key) {
    return Integer.parseInt(nodes.get(0).call("CLUSTER", "KEYSLOT", key));
  }

  /** The master that has a slot. */
  public EmbeddedRedis owner(int slot) {
    return nodes.get(owners[slot]);
  }

  /** Begins to move a slot to the next master; its keys stay until they are moved. */
  public synchronized SlotMove move(int slot) {
    int next = (owners[slot] + 1) % nodes.size();
    SlotMove move = new SlotMove(slot, nodes.get(owners[slot]), nodes.get(next), nodes);
    owners[slot] = next;
    return move;
  }

  @Override
  public void close() {
    nodes.forEach(EmbeddedRedis::close);
  }

  private static EmbeddedRedis startNode(List<Integer> busPorts, List<String> options) {
    for (int attempt = 1; ; attempt++) {
      int busPort = FreePort.find();
      try {
        EmbeddedRedis node = EmbeddedRedis.start(options(busPort, options));
        busPorts.add(busPort);
        return node;
      } catch (ServerStartException e) {
        if (attempt == TRIES || FreePort.isFree(busPort)) {
          throw e;
        }
      }
    }
  }

  private static List<String> options(int busPort, List<String> more) {
    List<String> options = new ArrayList<>(List.of("--cluster-enabled", "yes"));
    options.addAll(List.of("--cluster-port", Integer.toString(busPort)));
    options.addAll(List.of("--cluster-node-timeout", "2000"));
    options.addAll(more);
    return options;
  }

  private static void join(List<EmbeddedRedis> nodes, List<Integer> busPorts) {
    EmbeddedRedis first = nodes.get(0);
    for (int i = 0; i < nodes.size(); i++) {
      String from = Integer.toString(first(i, nodes.size()));
      String to = Integer.toString(first(i + 1, nodes.size()) - 1);
      nodes.get(i).call("CLUSTER", "ADDSLOTSRANGE", from, to);
      String port = Integer.toString(nodes.get(i).port());
      first.call("CLUSTER", "MEET", "127.0.0.1", port, Integer.toString(busPorts.get(i)));
    }
    nodes.forEach(node -> awaitReady(node, nodes.size()));
  }

  private static int first(int node, int nodes) {
    return SLOTS * node / nodes;
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
