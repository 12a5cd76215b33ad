/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A Redis master with a replica on 127.0.0.1, and three sentinels that make the replica the master
 * when the master is gone for a second. They end with {@link #close()} or with the JVM. Safe for
 * many threads.
 */
public final class EmbeddedRedisSentinel implements AutoCloseable {
  private static final String MASTER_NAME = "tiercel";
  private static final int SENTINELS = 3;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final List<EmbeddedRedis> servers;
  private final List<EmbeddedRedis> sentinels;

  private EmbeddedRedisSentinel(List<EmbeddedRedis> servers, List<EmbeddedRedis> sentinels) {
    this.servers = List.copyOf(servers);
    this.sentinels = List.copyOf(sentinels);
  }

  /** Starts all five, and returns when the replica follows and the sentinels know each other. */
  public static EmbeddedRedisSentinel start() {
    List<EmbeddedRedis> servers = new ArrayList<>();
    List<EmbeddedRedis> sentinels = new ArrayList<>();
    boolean started = false;
    try {
      servers.add(EmbeddedRedis.start(options()));
      int master = servers.get(0).port();
      servers.add(EmbeddedRedis.start(options("--replicaof", "127.0.0.1 " + master)));
      for (int i = 0; i < SENTINELS; i++) {
        sentinels.add(EmbeddedRedis.startSentinel(guarded(master)));
      }
      EmbeddedRedisSentinel sentinel = new EmbeddedRedisSentinel(servers, sentinels);
      sentinel.awaitAgreed();
      started = true;
      return sentinel;
    } finally {
      if (!started) {
        servers.forEach(EmbeddedRedis::close);
        sentinels.forEach(EmbeddedRedis::close);
      }
    }
  }

  /** The name under which the sentinels know the master. */
  public String masterName() {
    return MASTER_NAME;
  }

  /** The addresses of the sentinels. */
  public List<String> addresses() {
    return sentinels.stream().map(EmbeddedRedis::address).toList();
  }

  /** The server that the first sentinel calls the master, whether or not it runs. */
  public EmbeddedRedis master() {
    return servers.get(isMaster(sentinels.get(0), servers.get(0)) ? 0 : 1);
  }

  /** The server that is not the master. */
  public EmbeddedRedis replica() {
    return servers.get(master() == servers.get(0) ? 1 : 0);
  }

  /** The sentinels. */
  public List<EmbeddedRedis> sentinels() {
    return sentinels;
  }

  /**
   * Has the replica become the master while both run, and returns when the old one follows it: both
   * hold the same then.
   */
  public void failOver() {
    EmbeddedRedis before = master();
    EmbeddedRedis after = replica();
    await(
        () -> {
          if (isMaster(sentinels.get(0), before)) {
            beginFailOver();
          }
          return isMasterForAll(after);
        });
    awaitAgreed();
  }

  /** Returns when all sentinels call another server the master, and that one says so itself. */
  public void awaitMasterOtherThan(EmbeddedRedis before) {
    EmbeddedRedis other = servers.get(before == servers.get(0) ? 1 : 0);
    await(() -> isMasterForAll(other));
  }

  /**
   * Returns when both servers run and one follows the other, all sentinels say so, and each could
   * have the master changed.
   */
  public void awaitAgreed() {
    await(
        () -> {
          EmbeddedRedis master = master();
          EmbeddedRedis replica = replica();
          return master.info("replication").contains("state=online")
              && replica.info("replication").contains("master_link_status:up")
              && sentinels.stream().allMatch(sentinel -> isReady(sentinel, master));
        });
  }

  /** Ends all processes. */
  @Override
  public void close() {
    sentinels.forEach(EmbeddedRedis::close);
    servers.forEach(EmbeddedRedis::close);
  }

  /**
   * Has the first sentinel begin, unless it is at it or has not yet heard that the replica is fit.
   * It may give up later, when the replica is slow to answer, and has to be told again then.
   */
  private void beginFailOver() {
    try {
      sentinels.get(0).call("SENTINEL", "FAILOVER", MASTER_NAME);
    } catch (IllegalStateException e) {
      String refusal = String.valueOf(e.getMessage());
      if (!refusal.contains("NOGOODSLAVE") && !refusal.contains("INPROG")) {
        throw e;
      }
    }
  }

  private boolean isMasterForAll(EmbeddedRedis server) {
    return sentinels.stream().allMatch(sentinel -> isMaster(sentinel, server))
        && server.info("replication").contains("role:master");
  }

  private static boolean isMaster(EmbeddedRedis sentinel, EmbeddedRedis server) {
    return sentinel
        .call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER_NAME)
        .endsWith("\n" + server.port());
  }

  private static boolean isReady(EmbeddedRedis sentinel, EmbeddedRedis master) {
    String state = sentinel.info("sentinel");
    return isMaster(sentinel, master)
        && state.contains("status=ok,")
        && state.contains("slaves=1,sentinels=" + SENTINELS);
  }

  private void await(BooleanSupplier condition) {
    for (long waited = 0; waited < LIMIT.toMillis(); waited += PAUSE.toMillis()) {
      if (holds(condition)) {
        return;
      }
      pause();
    }
    throw new ServerStartException(
        Messages.sentinelsDiffer(
            LIMIT, said(sentinels, "sentinel") + said(servers, "replication")));
  }

  private static String said(List<EmbeddedRedis> asked, String section) {
    return asked.stream()
        .map(server -> server.address() + " " + saidBy(server, section))
        .collect(Collectors.joining("\n"));
  }

  private static String saidBy(EmbeddedRedis server, String section) {
    try {
      return server.info(section);
    } catch (UncheckedIOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** A server that does not answer now may do so later: it is being restarted. */
  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private static List<String> options(String... more) {
    List<String> options = new ArrayList<>(List.of("--repl-diskless-sync-delay", "0"));
    options.addAll(List.of(more));
    return options;
  }

  private static String guarded(int master) {
    return String.join(
        "\n",
        "sentinel monitor " + MASTER_NAME + " 127.0.0.1 " + master + " 2",
        "sentinel down-after-milliseconds " + MASTER_NAME + " 1000",
        "sentinel failover-timeout " + MASTER_NAME + " 3000",
        "");
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerStartException(Messages.interrupted("redis sentinel"), e);
    }
  }
}
