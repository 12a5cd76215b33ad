/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

/**
 * How long is measured.
 *
 * @param rounds how often the sides of a comparison take turns
 * @param forked whether each turn has a process of its own
 * @param warmUps iterations that do not count
 * @param iterations iterations that do; their median is the turn's figure
 * @param millis how long an iteration is
 * @param entries how many entries the caches in Redis hold
 * @param growth whether sizes grow to their ends
 */
record Pace(
    int rounds,
    boolean forked,
    int warmUps,
    int iterations,
    int millis,
    int entries,
    boolean growth) {
  /** Shows that all is measured; its figures say nothing. */
  static final Pace MOMENT = new Pace(1, false, 0, 1, 20, 200, false);

  /** Under twenty minutes for all that has a target, on two processors. */
  static final Pace SHORT = new Pace(3, true, 3, 3, 400, 10_000, true);

  /** As long as it takes. */
  static final Pace LONG = new Pace(7, true, 4, 5, 500, 10_000, true);
}
