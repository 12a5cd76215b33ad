/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
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
        "the processor's caches do not hold so many entries; the keys of Caffeine alone "
            + "grow alike";
    String copies = "the bytes travel and are copied; GET and SET of them grow alike";
    return List.of(
        row("L1 hit, keys", keys, size -> Measure.grown("get", "LOCAL", "keys", size), memory),
        row(
            "a hit in Caffeine alone, keys",
            keys,
            size -> Measure.grown("get", "CAFFEINE", "keys", size),
            "as above"),
        row(
            "L1 hit, tenants with a cache each",
            tenants,
            size -> Measure.grown("get", "LOCAL", "tenants", size),
            memory),
        row("L2 hit, keys", keys, size -> Measure.grown("get", "REMOTE", "keys", size), ""),
        row(
            "L2 hit, bytes of a value",
            bytes,
            size -> Measure.grown("get", "REMOTE", "bytes", size),
            copies),
        row(
            "GET alone, bytes of a value",
            bytes,
            size -> Measure.grown("get", "PLAIN", "bytes", size),
            "as above"),
        row(
            "L2 put, bytes of a value",
            bytes,
            size -> Measure.grown("put", "REMOTE", "bytes", size),
            copies));
  }

  private static Growth row(
      String work, List<Integer> sizes, IntFunction<Measure> measure, String why) {
    List<Step> steps = new ArrayList<>();
    for (int size : sizes) {
      steps.add(new Step(size, measure.apply(size)));
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
