/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** What a server process prints: its last lines, and the first ones that speak of a failure. */
final class ServerLog {
  private static final int KEPT = 60;
  private static final Pattern FAILURE =
      Pattern.compile("\\b(ERROR|FATAL)\\b|^Caused by: |^(Error|Exception)\\b");
  private static final Pattern STACK_FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ more)");

  private final Deque<String> last = new ArrayDeque<>();
  private final List<String> failures = new ArrayList<>();
  private final Thread reader;

  private ServerLog(Process process) {
    reader = new Thread(() -> read(process), "server-log");
    reader.setDaemon(true);
  }

  /** Begins to read what the process prints, until it ends. */
  static ServerLog of(Process process) {
    ServerLog log = new ServerLog(process);
    log.reader.start();
    return log;
  }

  /** Returns the lines that speak of a failure; where none does, the last lines. */
  synchronized List<String> failures() {
    return List.copyOf(failures.isEmpty() ? last : failures);
  }

  /** Returns {@link #failures()} once all that an ended process printed has been read. */
  List<String> failuresAtEnd() {
    try {
      reader.join(2_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return failures();
  }

  private void read(Process process) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        keep(line);
      }
    } catch (IOException e) {
      keep("(its output could not be read further: " + e.getMessage() + ")");
    }
  }

  private synchronized void keep(String line) {
    if (STACK_FRAME.matcher(line).find()) {
      return;
    }
    if (last.size() == KEPT) {
      last.removeFirst();
    }
    last.addLast(line);
    if (failures.size() < KEPT && FAILURE.matcher(line).find()) {
      failures.add(line);
    }
  }
}
