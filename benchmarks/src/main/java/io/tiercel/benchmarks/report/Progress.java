/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Tells how far a long run is, a line for each step. Not safe for many threads. */
final class Progress {
  private final PrintStream out;
  private final int steps;
  private final long began = System.nanoTime();
  private int done;

  Progress(PrintStream out, int steps) {
    this.out = out;
    this.steps = steps;
  }

  /** Notes that a step is done. */
  void done(String what) {
    done++;
    double minutes = (double) (System.nanoTime() - began) / TimeUnit.MINUTES.toNanos(1);
    out.printf(
        Locale.ROOT,
        "%d of %d, %.0f min left: %s%n",
        done,
        steps,
        Math.ceil(minutes / done * (steps - done)),
        what);
  }
}
