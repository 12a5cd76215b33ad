/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.embedded.EmbeddedRedisCluster;
import io.tiercel.embedded.EmbeddedRedisSentinel;
import io.tiercel.embedded.SlotMove;
import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.processes.Checker.Fault;
import io.tiercel.jcache.processes.NodeCaches.Near;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes at work while Redis, their subscriptions or one of them fail. Each build has a
 * short run of what one server and a cluster suffer; {@code -Pchaos} makes the phases longer, and
 * has a cluster without tags and Sentinel besides.
 */
final class ChaosIT {
  private static final Duration PHASE =
      Duration.ofSeconds(Long.getLong("test.chaos.phase-seconds", 1));

  private static final boolean LONG = PHASE.toSeconds() > 10;
  private static final long NODE_TIMEOUT_MILLIS = 1_000;
  private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);

  private static final List<PhaseReport> REPORTS = new ArrayList<>();

  private Fleet fleet;

  /**
   * What fails for a time.
   *
   * @param text what fails
   * @param kind what becomes of Redis meanwhile
   * @param fault makes the fault and ends it, again and again while the phase lasts
   */
  private record Phase(String text, Kind kind, Runnable fault) {}

  /** What becomes of Redis in a phase. */
  private enum Kind {
    /** It answers at all times. */
    ANSWERS,
    /** It does not answer for a time, and holds what it held. */
    AWAY,
    /** It may lose what it acknowledged. */
    LOSES
  }

  @TempDir private static Path folder;

  @AfterAll
  static void print() {
    System.out.println(PhaseReport.table(REPORTS));
  }

  @Test
  void oneServer_awayOrEmpty_nodesKeepThePromise() {
    try (EmbeddedRedis redis = EmbeddedRedis.start()) {
      run(
          Servers.of(redis),
          new Phase("nothing fails", Kind.ANSWERS, () -> pass(1_000)),
          new Phase(
              "subscriptions killed each second",
              Kind.ANSWERS,
              () -> {
                redis.call("CLIENT", "KILL", "TYPE", "pubsub");
                pass(1_000);
              }),
          new Phase(
              "a node paused for 4 s",
              Kind.AWAY,
              () -> {
                fleet.node(2).pause();
                pass(4_000);
                fleet.node(2).resume();
                pass(2_000);
              }),
          new Phase(
              "Redis paused for 2 s",
              Kind.AWAY,
              () -> {
                redis.pause();
                pass(LONG ? 2_000 : 5_000);
                redis.resume();
                pass(3_000);
              }),
          new Phase(
              "Redis killed, empty after 1 s",
              Kind.LOSES,
              () -> {
                redis.stop();
                pass(1_000);
                redis.restart();
                pass(4_000);
              }));
    }
  }

  @Test
  void cluster_slotsOfATenantMoved_nodesKeepThePromise() {
    cluster(HashTag.TENANT);
  }

  @Test
  @EnabledIf("isLong")
  void cluster_slotsOfKeysMoved_nodesKeepThePromise() {
    cluster(HashTag.NONE);
  }

  private void cluster(HashTag tag) {
    try (EmbeddedRedisCluster cluster = EmbeddedRedisCluster.start(3)) {
      List<String> moved =
          tag == HashTag.NONE
              ? List.of("org_1:counters:c0:v1", "org_1:registers:r0:v1", "org_1:counters:$meta:v1")
              : List.of("{org_1}");
      run(
          Servers.of(cluster, tag),
          new Phase(
              "a cluster's slots moved, hash tag " + tag,
              Kind.ANSWERS,
              () -> {
                for (String key : moved) {
                  SlotMove move = cluster.move(cluster.slot(key));
                  move.keys(1);
                  pass(200);
                  move.finish();
                  pass(800);
                }
              }));
    }
  }

  @Test
  @EnabledIf("isLong")
  void sentinel_masterKilled_nodesAgree() {
    sentinel("the master killed, failed over", Kind.LOSES, Map.of());
  }

  @Test
  @EnabledIf("isLong")
  void sentinel_masterKilledWhoseReplicaAcknowledges_losesNothing() {
    sentinel(
        "the master killed, min-replicas-ack 1", Kind.AWAY, Map.of("l2.min-replicas-ack", "1"));
  }

  private void sentinel(String text, Kind kind, Map<String, String> settings) {
    try (EmbeddedRedisSentinel sentinel = EmbeddedRedisSentinel.start()) {
      run(Servers.of(sentinel).with(settings), new Phase(text, kind, () -> failOver(sentinel)));
    }
  }

  @SuppressWarnings("unused") // named by @EnabledIf
  private static boolean isLong() {
    return LONG;
  }

  private static void failOver(EmbeddedRedisSentinel sentinel) {
    EmbeddedRedis before = sentinel.master();
    before.stop();
    sentinel.awaitMasterOtherThan(before);
    before.restart();
    sentinel.awaitAgreed();
    pass(4_000);
  }

  private void run(Servers servers, Phase... phases) {
    try (Fleet started = new Fleet(servers, folder, Near.TIERED, true)) {
      fleet = started;
      for (Phase phase : phases) {
        System.out.println("chaos: " + phase.text);
        PhaseReport report = run(phase);
        REPORTS.add(report);
        System.out.println(PhaseReport.table(List.of(report)));
        assertThat(report.failed()).as("%s\n%s", report, failures()).isZero();
        assertThat(report.stale()).as("%s", report).isZero();
        assertThat(report.lost()).as("%s", report).matches(lost -> lost == 0 || report.mayLose());
      }
    }
  }

  private PhaseReport run(Phase phase) {
    Map<String, Long> before = fleet.counters();
    fleet.begin();
    long until = System.nanoTime() + PHASE.toNanos();
    do {
      phase.fault.run();
    } while (System.nanoTime() < until);
    List<Event> events = fleet.end();
    boolean away = phase.kind != Kind.ANSWERS || longestMillis(events) >= NODE_TIMEOUT_MILLIS;
    long recovery = System.nanoTime();
    await()
        .atMost(RECOVERY_LIMIT)
        .until(() -> fleet.askAll("decide").stream().allMatch("yes"::equals));
    long recovered = System.nanoTime();
    long lost = PhaseReport.lost(events, before, fleet.counters());
    fleet.begin();
    pass(2_000);
    List<Event> after = fleet.end();
    assertThat(after).as("operations after recovery").isNotEmpty();
    List<Event> known = new ArrayList<>(after);
    if (phase.kind != Kind.LOSES) {
      known.addAll(events);
    }
    Checker checker = new Checker(known).reads(recovered, away);
    fleet.converge(checker);
    Checker meanwhile = new Checker(events).reads(Long.MIN_VALUE, true).expiries();
    print(phase.text + ", afterwards", checker);
    if (phase.kind != Kind.LOSES) {
      print(phase.text + ", meanwhile", meanwhile);
    }
    PhaseReport report =
        PhaseReport.of(
            phase.text,
            events,
            new PhaseReport.Afterwards(
                Duration.ofNanos(recovered - recovery).toMillis(),
                meanwhile.total(),
                checker.total() - checker.count(Fault.INCREMENT_LOST),
                lost,
                phase.kind == Kind.LOSES));
    if (!away) {
      assertThat(report.meanwhile()).as(meanwhile::toString).isZero();
    }
    return report;
  }

  private static long longestMillis(List<Event> events) {
    return events.stream().mapToLong(event -> event.end() - event.begin()).max().orElse(0)
        / 1_000_000;
  }

  private static void print(String what, Checker checker) {
    if (checker.total() > 0) {
      System.out.println(what + ": " + checker);
    }
  }

  /** Lets a time pass, a quarter of it in a short run. */
  private static void pass(long millis) {
    Duration time = Duration.ofMillis(LONG ? millis : millis / 4);
    long until = System.nanoTime() + time.toNanos();
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(time.plusSeconds(30))
        .until(() -> System.nanoTime() >= until);
  }

  private String failures() {
    return String.join("\n", fleet.askAll("failures")).replace('|', '\n');
  }
}
