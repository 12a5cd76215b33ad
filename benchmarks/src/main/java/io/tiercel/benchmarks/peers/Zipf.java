/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.peers;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws numbers of which few are frequent: the one after i others has a weight of 1 / (i + 1). */
public final class Zipf {
  private final double[] sums;

  /** Prepares numbers from 0 on. */
  public Zipf(int count) {
    sums = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += 1.0 / (i + 1);
      sums[i] = sum;
    }
  }

  /** Draws a number. */
  public int next(RandomGenerator random) {
    double drawn = random.nextDouble() * sums[sums.length - 1];
    int found = Arrays.binarySearch(sums, drawn);
    return found >= 0 ? found : Math.min(-found - 1, sums.length - 1);
  }
}
