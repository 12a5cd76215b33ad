/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws from 0 to n - 1, rank k with a probability in proportion to 1 / (k + 1)^exponent. */
final class Zipf {
  private final double[] cumulated;

  Zipf(int n, double exponent) {
    cumulated = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += 1 / Math.pow(i + 1, exponent);
      cumulated[i] = sum;
    }
  }

  int draw(SplittableRandom random) {
    double at = random.nextDouble() * cumulated[cumulated.length - 1];
    int found = Arrays.binarySearch(cumulated, at);
    return found >= 0 ? found : -found - 1;
  }

  /** The share of all draws that the first ranks have. */
  double shareOfFirst(int ranks) {
    return cumulated[ranks - 1] / cumulated[cumulated.length - 1];
  }
}
