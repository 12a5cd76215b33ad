/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

/**
 * What the ratio of ours to theirs shall be.
 *
 * @param ratio the bound
 * @param most whether it may not be more; otherwise it may not be less
 */
record Target(double ratio, boolean most) {
  static Target atLeast(double ratio) {
    return new Target(ratio, false);
  }

  static Target atMost(double ratio) {
    return new Target(ratio, true);
  }

  /** Tells whether a ratio is as it shall be. */
  boolean isMet(double measured) {
    return most ? measured <= ratio : measured >= ratio;
  }

  @Override
  public String toString() {
    return (most ? "≤ " : "≥ ") + Decimals.of(ratio);
  }
}
