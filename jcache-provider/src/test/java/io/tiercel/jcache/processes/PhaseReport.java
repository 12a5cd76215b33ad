/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.processes;

import io.tiercel.jcache.processes.Event.Kind;
import io.tiercel.jcache.processes.Event.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A line of the table: what operations cost while something failed, and what was wrong afterwards.
 *
 * @param phase what failed
 * @param operations how many operations ended
 * @param micros their latency: median, 99th percentile, longest
 * @param failed operations that decide nothing and threw, or threw anything but that L2 is away
 * @param undecided operations that decide, and said that L2 is away
 * @param afterwards what was seen when all was well again
 */
record PhaseReport(
    String phase,
    int operations,
    Latency micros,
    long failed,
    long undecided,
    Afterwards afterwards) {

  /** Microseconds. */
  record Latency(long median, long percentile99, long longest) {}

  /**
   * What was seen when all was well again.
   *
   * @param recoveryMillis how long after the phase every node had L2 decide
   * @param meanwhile reads that were wrong while it failed
   * @param stale reads that were wrong, and keys on which nodes differed
   * @param lost increments that were acknowledged and are not in the sum
   * @param mayLose whether Redis may have lost data
   */
  record Afterwards(long recoveryMillis, int meanwhile, int stale, long lost, boolean mayLose) {}

  static PhaseReport of(String phase, List<Event> events, Afterwards afterwards) {
    long[] nanos =
        events.stream().mapToLong(event -> event.end() - event.begin()).sorted().toArray();
    Latency latency =
        new Latency(
            nanos[nanos.length / 2] / 1000,
            nanos[nanos.length * 99 / 100] / 1000,
            nanos[nanos.length - 1] / 1000);
    long undecided = count(events, true);
    return new PhaseReport(
        phase, events.size(), latency, count(events, false), undecided, afterwards);
  }

  /** Counts what threw: operations that decide and had to, or all others. */
  private static long count(List<Event> events, boolean decidedNot) {
    return events.stream()
        .filter(event -> !event.done())
        .filter(
            event -> (event.outcome() == Outcome.UNDECIDED && event.kind().decides()) == decidedNot)
        .count();
  }

  /**
   * Returns how many acknowledged increments are lost: not in the sum, or of a version that another
   * made too. An increment that threw may be in the sum.
   */
  static long lost(List<Event> events, Map<String, Long> before, Map<String, Long> after) {
    long lost = 0;
    for (Map.Entry<String, Long> counter : after.entrySet()) {
      Set<Long> versions = new HashSet<>();
      long acknowledged = 0;
      for (Event event : events) {
        if (event.kind() == Kind.INCREMENT
            && event.done()
            && event.key().equals(counter.getKey())) {
          versions.add(event.value());
          acknowledged++;
        }
      }
      long added = counter.getValue() - before.getOrDefault(counter.getKey(), 0L);
      lost += Math.max(acknowledged - versions.size(), Math.max(0, acknowledged - added));
    }
    return lost;
  }

  int stale() {
    return afterwards.stale();
  }

  long lost() {
    return afterwards.lost();
  }

  int meanwhile() {
    return afterwards.meanwhile();
  }

  boolean mayLose() {
    return afterwards.mayLose();
  }

  /** Returns all lines, as documents have them. */
  static String table(List<PhaseReport> reports) {
    StringBuilder table =
        new StringBuilder(
            "| what fails | operations | p50 µs | p99 µs | max ms | failed | undecided |"
                + " wrong meanwhile | back after ms | stale | lost |\n"
                + "|---|---|---|---|---|---|---|---|---|---|---|\n");
    for (PhaseReport report : reports) {
      Latency latency = report.micros;
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d |%n",
              report.phase,
              report.operations,
              latency.median,
              latency.percentile99,
              latency.longest / 1000,
              report.failed,
              report.undecided,
              report.meanwhile(),
              report.afterwards.recoveryMillis,
              report.stale(),
              report.lost()));
    }
    return table.toString();
  }
}
