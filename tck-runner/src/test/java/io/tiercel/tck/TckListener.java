/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck;

import java.io.PrintWriter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Writes a line for each test, in the form that {@link TckResults} reads. It is also a log handler:
 * the TCK passes an excluded test without running it, and a log record is all that tells.
 */
public final class TckListener extends Handler implements TestExecutionListener {
  private final PrintWriter lines;
  private boolean excluded;

  TckListener(PrintWriter lines) {
    this.lines = lines;
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (test.isTest()) {
      excluded = false;
      System.out.println("STARTED " + name(test));
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
      Throwable reason =
          result.getThrowable().orElseGet(() -> new AssertionError("no reason given"));
      write("FAILED", name(test), reason.toString().lines().findFirst().orElse(""));
      reason.printStackTrace(System.out);
    } else if (test.isTest()) {
      write(excluded ? "EXCLUDED" : "PASSED", name(test), excluded ? "did not run" : "");
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    write("FAILED", name(test), "skipped: " + reason);
  }

  @Override
  public void publish(@Nullable LogRecord record) {
    if (record != null
        && record.getMessage() != null
        && record.getMessage().contains("EXCLUDING")) {
      excluded = true;
    }
  }

  @Override
  public void flush() {
    lines.flush();
  }

  @Override
  public void close() {
    lines.close();
  }

  void write(String kind, String name, String text) {
    lines.println(kind + "\t" + name + "\t" + text);
    lines.flush();
  }

  /** The class that is run, which may have inherited the test, and the test's own name. */
  static String name(TestIdentifier test) {
    String runner =
        test.getUniqueIdObject().getSegments().stream()
            .filter(segment -> segment.getType().equals("runner"))
            .map(UniqueId.Segment::getValue)
            .findFirst()
            .orElse(test.getUniqueId());
    return test.isTest() ? runner + "#" + test.getDisplayName() : runner;
  }
}
