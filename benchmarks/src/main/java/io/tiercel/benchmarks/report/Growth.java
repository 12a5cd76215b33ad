/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What an operation costs as the work grows.
 *
 * @param work what is done
 * @param steps the sizes, the smallest first
 * @param why why it is not flat, where it is not
 */
record Growth(String work, List<Step> steps, String why) {
  /** What is flat may cost so many times what it costs at the smallest size. */
  private static final double FLAT = 1.5;

  private static final List<Integer> SMALL = List.of(10, 100);

  /**
   * One size.
   *
   * @param size what the row counts
   * @param measure how it is measured
   */
  record Step(int size, Measure measure) {}

  /** Returns all rows; with small sizes where it is only shown that they can be measured. */
  static List<Growth> all(boolean toTheirEnds) {
    List<Integer> keys = toTheirEnds ? List.of(1_000, 10_000, 100_000, 1_000_000) : SMALL;
    List<Integer> tenants = toTheirEnds ? List.of(1, 1_000, 100_000) : SMALL;
    List<Integer> bytes = toTheirEnds ? List.of(10, 1_000, 100_000, 1_000_000) : SMALL;
    String memory =
        "the processor's caches do not hold so many entries; the row below it, a map alone, "
            + "grows alike";
    String copies = "the bytes travel and are copied; GET and SET of them grow alike";
    return List.of(
        row("L1 hit, keys", "get", "LOCAL", "keys", keys, memory),
        row("a hit in Caffeine alone, keys", "get", "CAFFEINE", "keys", keys, "as above"),
        row("L1 hit, tenants with a cache each", "get", "LOCAL", "tenants", tenants, memory),
        row("L2 hit, keys", "get", "REMOTE", "keys", keys, ""),
        row("L2 hit, bytes of a value", "get", "REMOTE", "bytes", bytes, copies),
        row("GET alone, bytes of a value", "get", "PLAIN", "bytes", bytes, "as above"),
        row("L2 put, bytes of a value", "put", "REMOTE", "bytes", bytes, copies));
  }

  private static Growth row(
      String work, String method, String tier, String parameter, List<Integer> sizes, String why) {
    List<Step> steps = new ArrayList<>();
    for (int size : sizes) {
      steps.add(new Step(size, Measure.grown(method, tier, parameter, size)));
    }
    return new Growth(work, List.copyOf(steps), why);
  }

  /** Returns the measures of all sizes. */
  List<Measure> measures() {
    return steps.stream().map(Step::measure).toList();
  }

  /** Returns the row as a line of a table. */
  String line(Measurements all) {
    for (Step step : steps) {
      String missing = all.whyMissing(step.measure());
      if (missing != null) {
        return "| " + work + " | | missing: " + missing + " |";
      }
    }
    double smallest = nanos(all, steps.get(0));
    double most = steps.stream().mapToDouble(step -> nanos(all, step)).max().orElseThrow();
    boolean flat = most <= FLAT * smallest;
    return "| "
        + work
        + " | "
        + steps.stream()
            .map(
                step ->
                    String.format(Locale.ROOT, "%,d: ", step.size())
                        + Decimals.of(nanos(all, step) / smallest))
            .collect(Collectors.joining(" · "))
        + " | "
        + (flat ? "flat" : "grows" + (why.isEmpty() ? "" : ": " + why))
        + " |";
  }

  private static double nanos(Measurements all, Step step) {
    return 1e6 / all.median(step.measure(), Turn::perMilli);
  }
}
