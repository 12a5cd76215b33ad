/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

import org.jspecify.annotations.Nullable;

/**
 * A ratio of the plot and the table.
 *
 * @param work what is done
 * @param ours by whom of ours
 * @param theirs by whom else
 * @param ratio ours by theirs; null where it could not be measured
 * @param target what it shall be, if anything
 * @param missing why it could not be measured
 */
record Bar(
    String work,
    String ours,
    String theirs,
    @Nullable Ratio ratio,
    @Nullable Target target,
    @Nullable String missing) {

  /** Tells whether the ratio is as it shall be; false where there is none. */
  boolean isMet() {
    return ratio != null && (target == null || target.isMet(ratio.median()));
  }

  /** Returns the bar as a line of a table. */
  String line() {
    String start = "| " + work + " | " + ours + " | " + theirs + " | ";
    if (ratio == null) {
      return start + " | | " + (target == null ? "" : target) + " | missing: " + missing + " |";
    }
    return start
        + Decimals.of(ratio.median())
        + " | "
        + Decimals.of(ratio.low())
        + " to "
        + Decimals.of(ratio.high())
        + " | "
        + (target == null ? " | |" : target + " | " + (isMet() ? "met" : "**missed**") + " |");
  }
}
