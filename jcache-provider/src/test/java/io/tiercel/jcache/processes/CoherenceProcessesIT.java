/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.RedisProbe;
import io.tiercel.jcache.processes.NodeCaches.Near;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise of coherence, kept by three processes, and seen broken where it is. */
final class CoherenceProcessesIT {
  private static final Duration WORK = Duration.ofSeconds(10);
  private static final String META = "org_1:cleared:$meta:v1";
  private static final String ALL_ABSENT = "a=null b=null";

  @TempDir private static Path folder;
  private static EmbeddedRedis redis;
  private static Fleet fleet;

  @BeforeAll
  static void start() {
    redis = EmbeddedRedis.start();
    fleet = new Fleet(Servers.of(redis), folder, Near.TIERED, false);
  }

  @AfterAll
  static void stop() {
    fleet.close();
    redis.close();
  }

  @Test
  void randomOperations_ofThreeProcesses_keepThePromise() {
    Checker checker = run(fleet);
    System.out.println("tiered: " + checker);
    assertThat(checker.total()).as(checker::toString).isZero();
  }

  @Test
  void randomOperations_onNaiveCopies_areFoundOut() {
    try (EmbeddedRedis own = EmbeddedRedis.start();
        Fleet naive = new Fleet(Servers.of(own), folder, Near.NAIVE, false)) {
      Checker checker = run(naive);
      System.out.println("naive: " + checker);
      assertThat(
              checker.count(Checker.Fault.BACKWARD)
                  + checker.count(Checker.Fault.OWN_WRITE_UNSEEN)
                  + checker.count(Checker.Fault.NOT_CONVERGED))
          .isPositive();
      assertThat(checker.count(Checker.Fault.EXPIRED_SEEN)).isPositive();
    }
  }

  /** Lets the nodes work for a time, and checks what they saw. */
  private static Checker run(Fleet fleet) {
    fleet.begin();
    long until = System.nanoTime() + WORK.toNanos();
    await().atMost(WORK.multipliedBy(2)).until(() -> System.nanoTime() > until);
    List<Event> events = fleet.end();
    assertThat(events).allMatch(Event::done);
    for (Event.Kind kind : Event.Kind.values()) {
      assertThat(events).as("%s", kind).anyMatch(event -> event.kind() == kind);
    }
    Checker checker = new Checker(events).everything().sums(fleet.counters());
    fleet.converge(checker);
    return checker;
  }

  @Test
  void loader_missedByAllThreadsOfThreeProcesses_isCalledOnce() {
    try (RedisProbe probe = new RedisProbe(redis.port())) {
      fleet.askAll("load loaded k");
      await().until(() -> probe.get("calls-k") != null);
      for (int i = 0; i < 100; i++) {
        probe.call("RPUSH", "answers-k", "go");
      }
      assertThat(fleet.askAll("loaded")).containsOnly("[1]");
      assertThat(probe.get("calls-k")).asString().isEqualTo("1");
    }
  }

  /** All others poll meanwhile, and each poll is an access that gives an entry another hour. */
  @Test
  void loader_killed_theNextLoadBeginsWhenItsLeaseEnds() {
    try (RedisProbe probe = new RedisProbe(redis.port());
        ChildJvm loader = Fleet.start(Servers.of(redis), 3, Near.TIERED, false)) {
      loader.answer();
      loader.ask("load touched t");
      await().until(() -> probe.get("calls-t") != null);
      fleet.askAll("load touched t");
      loader.kill();
      long killed = System.nanoTime();
      await()
          .atMost(NodeCaches.LEASE.multipliedBy(3))
          .untilAsserted(() -> assertThat(probe.get("calls-t")).asString().isEqualTo("2"));
      System.out.println(
          "loads again " + (System.nanoTime() - killed) / 1_000_000 + " ms after the loader died");
      for (int i = 0; i < 100; i++) {
        probe.call("RPUSH", "answers-t", "go");
      }
      assertThat(fleet.askAll("loaded")).containsOnly("[2]");
      assertThat(probe.get("calls-t")).asString().isEqualTo("2");
    }
  }

  @Test
  void clearedEntries_areSeenByNoNode_norOnesThatStartLater() {
    putOnOneAndReadOnAll();
    fleet.node(1).ask("clear cleared");
    assertThat(fleet.node(1).ask("read cleared a,b")).isEqualTo(ALL_ABSENT);
    awaitAbsentOnAll();
    assertAbsentOnNew(Near.TIERED);
    assertAbsentOnNew(Near.REMOTE);
  }

  @Test
  void clearedEntries_metaDeletedByHand_areSeenByNoNode() {
    putOnOneAndReadOnAll();
    fleet.node(1).ask("clear cleared");
    awaitAbsentOnAll();
    try (RedisProbe probe = new RedisProbe(redis.port())) {
      assertThat(probe.call("DEL", META)).isEqualTo(1L);
      assertThat(fleet.askAll("read cleared a,b")).containsOnly(ALL_ABSENT);
      assertAbsentOnNew(Near.REMOTE);
      assertThat(probe.get("org_1:cleared:a:v1")).as("what was cleared is still there").isNotNull();
      fleet.node(2).ask("put cleared other 1");
      assertThat(probe.get(META)).isNotNull();
      assertThat(fleet.askAll("read cleared a,b")).containsOnly(ALL_ABSENT);
      assertAbsentOnNew(Near.TIERED);
      assertAbsentOnNew(Near.REMOTE);
    }
  }

  private static void putOnOneAndReadOnAll() {
    fleet.node(0).ask("put cleared a 1");
    fleet.node(0).ask("put cleared b 2");
    for (int i = 0; i < Work.NODES; i++) {
      ChildJvm node = fleet.node(i);
      await().until(() -> node.ask("read cleared a,b").equals("a=1 b=2"));
    }
  }

  private static void awaitAbsentOnAll() {
    await()
        .atMost(Duration.ofNanos(Checker.CLEAR_BOUND_NANOS))
        .untilAsserted(() -> assertThat(fleet.askAll("read cleared a,b")).containsOnly(ALL_ABSENT));
  }

  private static void assertAbsentOnNew(Near near) {
    try (ChildJvm late = Fleet.start(Servers.of(redis), 3, near, false)) {
      late.answer();
      assertThat(late.ask("read cleared a,b")).as("%s", near).isEqualTo(ALL_ABSENT);
    }
  }
}
