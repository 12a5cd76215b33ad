/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.util.List;
import java.util.Locale;

/**
 * A median, and where the true one lies with 95% confidence or more: between two of the values, by
 * their ranks, whatever the values' distribution is.
 *
 * @param median the median
 * @param low the lower end
 * @param high the upper end
 */
record Interval(double median, double low, double high) {
  private static final double TAIL = 0.025;

  /** The median of independent values; with fewer than six, the ends are the extremes. */
  static Interval ofMedian(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    double median = (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    int cut = 0;
    // The chance that at most so many values lie below the true median: a fair coin, n times.
    double term = Math.pow(0.5, n);
    double chance = term;
    while (chance + term * (n - cut) / (cut + 1) <= TAIL) {
      term *= (double) (n - cut) / (cut + 1);
      chance += term;
      cut++;
    }
    return new Interval(median, sorted.get(cut), sorted.get(n - 1 - cut));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", median, low, high);
  }
}
