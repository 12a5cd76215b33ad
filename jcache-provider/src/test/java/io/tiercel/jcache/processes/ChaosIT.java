/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.processes.Checker.Fault;
import io.tiercel.jcache.processes.NodeCaches.Near;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes at work while Redis, their subscriptions or one of them fail. How long each phase
 * is, {@code -Pchaos} makes longer.
 */
final class ChaosIT {
  private static final Duration PHASE =
      Duration.ofSeconds(Long.getLong("test.chaos.phase-seconds", 2));

  private static final Duration CHECKED = Duration.ofSeconds(2);
  private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);

  /**
   * What fails for a time.
   *
   * @param text what fails
   * @param keepsData whether Redis keeps what it holds
   * @param fault makes the fault and ends it, again and again while the phase lasts
   */
  private record Phase(String text, boolean keepsData, Consumer<Fleet> fault) {}

  private static final List<Phase> PHASES =
      List.of(
          new Phase("nothing fails", true, fleet -> pass(Duration.ofSeconds(1))),
          new Phase(
              "subscriptions killed each second",
              true,
              fleet -> {
                fleet.redis().call("CLIENT", "KILL", "TYPE", "pubsub");
                pass(Duration.ofSeconds(1));
              }),
          new Phase(
              "a node paused for 4 s",
              true,
              fleet -> {
                fleet.node(2).pause();
                pass(Duration.ofSeconds(4));
                fleet.node(2).resume();
                pass(Duration.ofSeconds(2));
              }),
          new Phase(
              "Redis paused for 2 s",
              true,
              fleet -> {
                fleet.redis().pause();
                pass(Duration.ofSeconds(2));
                fleet.redis().resume();
                pass(Duration.ofSeconds(3));
              }),
          new Phase(
              "Redis killed, empty after 1 s",
              false,
              fleet -> {
                fleet.redis().stop();
                pass(Duration.ofSeconds(1));
                fleet.redis().restart();
                pass(Duration.ofSeconds(4));
              }));

  @TempDir private static Path folder;

  @Test
  void nodes_whileAllFails_keepThePromise() {
    List<PhaseReport> reports = new ArrayList<>();
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        Fleet fleet = new Fleet(redis, folder, Near.TIERED, true)) {
      for (Phase phase : PHASES) {
        reports.add(run(fleet, phase));
      }
      System.out.println(PhaseReport.table(reports));
      for (PhaseReport report : reports) {
        assertThat(report.failed()).as("%s\n%s", report, nodesSay(fleet)).isZero();
        assertThat(report.stale()).as("%s", report).isZero();
        assertThat(report.lost()).as("%s", report).matches(lost -> lost == 0 || report.emptied());
      }
    }
  }

  private static PhaseReport run(Fleet fleet, Phase phase) {
    Map<String, Long> before = fleet.counters();
    fleet.begin();
    long until = System.nanoTime() + PHASE.toNanos();
    do {
      phase.fault.accept(fleet);
    } while (System.nanoTime() < until);
    List<Event> events = fleet.end();
    long recovery = System.nanoTime();
    await()
        .atMost(RECOVERY_LIMIT)
        .until(() -> fleet.askAll("decide").stream().allMatch("yes"::equals));
    long recovered = System.nanoTime();
    long lost = PhaseReport.lost(events, before, fleet.counters());
    fleet.begin();
    pass(CHECKED);
    List<Event> after = fleet.end();
    List<Event> known = new ArrayList<>(after);
    if (phase.keepsData) {
      known.addAll(events);
    }
    Checker checker = new Checker(known).reads(recovered, PHASES.indexOf(phase) > 0);
    fleet.converge(checker);
    if (checker.total() > 0) {
      System.out.println(phase.text + ": " + checker);
    }
    assertThat(after).as("operations after recovery").isNotEmpty();
    return PhaseReport.of(
        phase.text,
        events,
        new PhaseReport.Afterwards(
            Duration.ofNanos(recovered - recovery).toMillis(),
            checker.total() - checker.count(Fault.INCREMENT_LOST),
            lost,
            !phase.keepsData));
  }

  private static void pass(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    await().atMost(time.multipliedBy(5)).until(() -> System.nanoTime() >= until);
  }

  private static String nodesSay(Fleet fleet) {
    StringBuilder said = new StringBuilder();
    fleet.nodes().forEach(node -> said.append(node.output()).append('\n'));
    return said.toString();
  }
}
