/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;

/**
 * All turns that were taken. Those who are compared take turns one after the other, in one order
 * and then in the other, so that what else the machine does meets both. Not safe for many threads.
 */
final class Measurements {
  private final Pace pace;
  private final Progress progress;
  private final Map<Measure, List<Turn>> turns = new HashMap<>();
  private final Map<Measure, String> missing = new HashMap<>();

  Measurements(Pace pace, Progress progress) {
    this.pace = pace;
    this.progress = progress;
  }

  /** Returns the measures of the comparisons, those that are compared with each other together. */
  static List<Set<Measure>> groups(List<Comparison> comparisons) {
    List<Set<Measure>> groups = new ArrayList<>();
    Map<Measure, Set<Measure>> groupOf = new HashMap<>();
    for (Comparison line : comparisons) {
      Measure ours = line.ours().measure();
      Measure theirs = line.theirs().measure();
      Set<Measure> group = groupOf.getOrDefault(ours, groupOf.get(theirs));
      if (group == null) {
        group = new LinkedHashSet<>();
        groups.add(group);
      }
      for (Measure measure : List.of(ours, theirs)) {
        if (groupOf.putIfAbsent(measure, group) == null) {
          group.add(measure);
        }
      }
    }
    return groups;
  }

  /** Lets all of a group take their turns, so many rounds. */
  void take(Collection<Measure> group, int rounds) {
    List<Measure> order = new ArrayList<>(group);
    for (int round = 0; round < rounds; round++) {
      order.forEach(this::take);
      Collections.reverse(order);
    }
  }

  private void take(Measure measure) {
    if (missing.containsKey(measure)) {
      progress.done(measure + " is missing");
      return;
    }
    try {
      Turn turn = Turn.take(measure, pace);
      turns.computeIfAbsent(measure, unused -> new ArrayList<>()).add(turn);
      progress.done(measure + ": " + Decimals.of(turn.perMilli()) + "/ms");
    } catch (RunnerException e) {
      missing.put(measure, reason(e));
      progress.done(measure + " is missing: " + reason(e));
    }
  }

  /** Returns why a measure has no figure, or null where it has one. */
  @Nullable String whyMissing(Measure measure) {
    return missing.get(measure);
  }

  /** Returns the ratios of two that took turns, in operations. */
  Ratio ratio(Comparison line) {
    return Ratio.of(
        figures(line.ours().measure(), Turn::perMilli),
        figures(line.theirs().measure(), Turn::perMilli));
  }

  /** Returns the median of a measure's turns. */
  double median(Measure measure, ToDoubleFunction<Turn> figure) {
    return Ratio.median(figures(measure, figure).stream().sorted().toList());
  }

  private List<Double> figures(Measure measure, ToDoubleFunction<Turn> figure) {
    return turns.getOrDefault(measure, List.of()).stream()
        .map(turn -> figure.applyAsDouble(turn))
        .toList();
  }

  /** Returns what failed first: JMH says little around it. */
  private static String reason(Throwable failure) {
    Throwable first = failure;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    for (Throwable each : failure.getSuppressed()) {
      return reason(each);
    }
    return String.valueOf(first.getMessage() == null ? first : first.getMessage())
        .lines()
        .findFirst()
        .orElse("")
        .replace('|', '/');
  }
}
