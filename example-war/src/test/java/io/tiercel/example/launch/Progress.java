/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.launch;

import java.io.PrintStream;
import java.time.Duration;

/** Says on the console how far the start is, with the seconds since it began. */
public final class Progress {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final PrintStream out;
  private final long begin = System.nanoTime();
  private long lastLine = begin;

  /** Begins to count. */
  public Progress(PrintStream out) {
    this.out = out;
  }

  /** Prints a line. */
  public synchronized void say(String line) {
    lastLine = System.nanoTime();
    out.printf("[%5.1f s] %s%n", (lastLine - begin) / 1e9, line);
    out.flush();
  }

  /** Prints a line if the last one is some seconds old, so that a long step is never silent. */
  synchronized void stillAt(String line) {
    if (System.nanoTime() - lastLine > PATIENCE.toNanos()) {
      say(line);
    }
  }
}
