/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The ratios of turns that were taken one after the other.
 *
 * @param median the middle one
 * @param low the lowest
 * @param high the highest
 */
record Ratio(double median, double low, double high) {
  /** Returns the ratios of ours to theirs, turn by turn. */
  static Ratio of(List<Double> ours, List<Double> theirs) {
    List<Double> sorted =
        IntStream.range(0, Math.min(ours.size(), theirs.size()))
            .mapToObj(turn -> ours.get(turn) / theirs.get(turn))
            .sorted()
            .toList();
    return new Ratio(median(sorted), sorted.get(0), sorted.get(sorted.size() - 1));
  }

  /** Returns the middle of sorted numbers. */
  static double median(List<Double> sorted) {
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
