/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * A line of the table: what we do beside what another does.
 *
 * @param work what is done, by whomever
 * @param ours our part
 * @param theirs the other's
 * @param target what the ratio shall be; null where there is no promise
 */
record Comparison(String work, Side ours, Side theirs, @Nullable Target target) {
  /**
   * One of the two.
   *
   * @param who whose it is
   * @param measure how it is measured
   */
  record Side(String who, Measure measure) {}

  /** Returns the line's name, in which words are looked for. */
  String name() {
    return work + ", " + ours.who() + " : " + theirs.who();
  }
}
