/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

import io.tiercel.benchmarks.nodes.NodeMap.Way;
import io.tiercel.benchmarks.nodes.NodesBenchmark;
import io.tiercel.benchmarks.nodes.NodesBenchmark.Load;
import io.tiercel.benchmarks.peers.LocalPeer;
import io.tiercel.benchmarks.peers.RedisFootprint;
import io.tiercel.benchmarks.peers.RemotePeer;
import io.tiercel.benchmarks.peers.Values;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Measures all that has a target, and writes tables and a plot. */
public final class PerformanceReport {
  private static final List<LocalPeer> ALLOCATING =
      List.of(
          LocalPeer.TIERCEL,
          LocalPeer.TIERCEL_SHIPPED,
          LocalPeer.CAFFEINE,
          LocalPeer.CAFFEINE_JCACHE);
  private static final List<Integer> NODES = List.of(1, 2, 4);
  private static final int SHORT_MILLIS = 200;
  private static final int LONG_MILLIS = 10_000; // to warm up, and again to measure

  private final Pace pace;
  private final PrintStream out;
  private final List<Comparison> comparisons;
  private final List<Growth> growths;
  private final List<Set<Measure>> groups;
  private final Progress progress;
  private final Measurements measurements;

  private PerformanceReport(
      Pace pace, PrintStream out, List<Comparison> comparisons, boolean rest) {
    this.pace = pace;
    this.out = out;
    this.comparisons = comparisons;
    this.growths = rest ? Growth.all(pace.growth()) : List.of();
    this.groups = Measurements.groups(comparisons);
    int steps =
        pace.rounds() * groups.stream().mapToInt(Set::size).sum()
            + growthRounds() * growths.stream().mapToInt(each -> each.steps().size()).sum()
            + (rest ? 2 * nodeCounts().size() : 0);
    this.progress = new Progress(out, steps);
    this.measurements = new Measurements(pace, progress);
  }

  /**
   * Runs the benchmarks, and tells how far it is.
   *
   * @param arguments {@code targets} or {@code full}; the page to write, beside which the plot is
   *     written; then words, each of which a line must contain to be measured, and without any of
   *     which all is
   * @throws IOException if the page cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    boolean full = arguments[0].equals("full");
    List<String> words = List.of(arguments).subList(2, arguments.length);
    List<Comparison> comparisons =
        (full ? Comparisons.all() : Comparisons.targets())
            .stream().filter(line -> words.stream().allMatch(line.name()::contains)).toList();
    new PerformanceReport(full ? Pace.LONG : Pace.SHORT, System.out, comparisons, words.isEmpty())
        .write(Path.of(arguments[1]));
  }

  /** Measures all that has a target for a moment, to show that it can be. */
  static List<Bar> moment(Path page, PrintStream out) throws IOException {
    return new PerformanceReport(Pace.MOMENT, out, Comparisons.targets(), true).write(page);
  }

  private List<Bar> write(Path page) throws IOException {
    String loadBefore = Surroundings.load();
    groups.forEach(group -> measurements.take(group, pace.rounds()));
    growths.forEach(each -> measurements.take(each.measures(), growthRounds()));
    List<Bar> bars = new ArrayList<>(comparisons.stream().map(this::bar).toList());
    String plot = page.getFileName().toString().replaceFirst("\\.md$", "") + ".svg";
    StringBuilder text = new StringBuilder("![ratios](" + plot + ")\n\n");
    text.append(Surroundings.describe())
        .append(" · load ")
        .append(loadBefore)
        .append(" before, ")
        .append(Surroundings.load())
        .append(" after · ")
        .append(pace.rounds())
        .append(" turns each\n\n");
    if (!growths.isEmpty()) {
      bars.add(memory());
    }
    text.append(ratios(bars));
    if (!growths.isEmpty()) {
      text.append(allocations()).append(growth()).append(nodes());
    }
    out.println(text);
    Page.write(page, text.toString());
    Files.writeString(page.resolveSibling(plot), RatioPlot.of(bars));
    return bars;
  }

  private int growthRounds() {
    return Math.max(1, pace.rounds() / 2);
  }

  private List<Integer> nodeCounts() {
    return pace.growth() ? NODES : NODES.subList(0, 1);
  }

  private Bar bar(Comparison line) {
    String missing = measurements.whyMissing(line.theirs().measure());
    if (missing == null) {
      missing = measurements.whyMissing(line.ours().measure());
    }
    return new Bar(
        line.work(),
        line.ours().who(),
        line.theirs().who(),
        missing == null ? measurements.ratio(line) : null,
        line.target(),
        missing);
  }

  private Bar memory() {
    double ours = RedisFootprint.bytesOfEntry(RemotePeer.TIERCEL, pace.entries());
    double theirs = RedisFootprint.bytesOfEntry(RemotePeer.REDISSON_JCACHE, pace.entries());
    return new Bar(
        "Redis memory of a 100 B entry",
        "tiercel (" + Math.round(ours) + " B)",
        "redisson jcache (" + Math.round(theirs) + " B)",
        new Ratio(ours / theirs, ours / theirs, ours / theirs),
        Target.atMost(0.9),
        null);
  }

  private static String ratios(List<Bar> bars) {
    return "| work | ours | against | ratio | spread | target | |\n|---|---|---|---|---|---|---|\n"
        + bars.stream().map(bar -> bar.line() + "\n").collect(Collectors.joining())
        + "\n";
  }

  private String allocations() {
    StringBuilder table = new StringBuilder("| L1 hit of a text | bytes allocated |\n|---|---|\n");
    for (LocalPeer peer : ALLOCATING) {
      Measure measure = Measure.local(peer, Values.TEXT, false, 1);
      String missing = measurements.whyMissing(measure);
      table
          .append("| ")
          .append(peer.name().toLowerCase(Locale.ROOT).replace('_', ' '))
          .append(" | ")
          .append(
              missing == null
                  ? String.format(Locale.ROOT, "%.1f", measurements.median(measure, Turn::bytes))
                  : "missing: " + missing)
          .append(" |\n");
    }
    return table.append('\n').toString();
  }

  private String growth() {
    return "| as it grows | cost of an operation, by that of the smallest | |\n|---|---|---|\n"
        + growths.stream().map(each -> each.line(measurements) + "\n").collect(Collectors.joining())
        + "\n";
  }

  private String nodes() {
    StringBuilder table =
        new StringBuilder(
            "| nodes, 90/10, both tiers | tiercel: operations/s of all | requests/operation "
                + "| redisson local map: operations/s of all | requests/operation |\n"
                + "|---|---|---|---|---|\n");
    for (int nodes : nodeCounts()) {
      Load ours = load(Way.TIERCEL, nodes);
      Load theirs = load(Way.REDISSON_LOCAL_MAP, nodes);
      table.append(
          String.format(
              Locale.ROOT,
              "| %d | %,.0f | %.2f | %,.0f | %.2f |%n",
              nodes,
              ours.perSecond(),
              ours.trips(),
              theirs.perSecond(),
              theirs.trips()));
    }
    return table.append('\n').toString();
  }

  private Load load(Way way, int nodes) {
    Load load = NodesBenchmark.load(way, nodes, pace.growth() ? LONG_MILLIS : SHORT_MILLIS);
    progress.done(nodes + " nodes, " + way);
    return load;
  }
}
