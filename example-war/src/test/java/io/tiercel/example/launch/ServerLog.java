/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server process prints: its last lines, and the first ones that tell of a failure. */
final class ServerLog {
  private static final int KEPT = 60;
  private static final Pattern RECORD = Pattern.compile("^\\d\\d:\\d\\d:\\d\\d,\\d{3} ([A-Z]+) ");
  private static final Pattern FAILURE = Pattern.compile("^(Error|Exception)\\b");
  private static final Pattern STACK_FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ more)");

  private final Deque<String> last = new ArrayDeque<>();
  private final Set<String> failures = new LinkedHashSet<>();
  private final Thread reader;
  private boolean failing;

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
    if (STACK_FRAME.matcher(line).find() || line.isBlank()) {
      return;
    }
    if (last.size() == KEPT) {
      last.removeFirst();
    }
    last.addLast(line);
    Matcher record = RECORD.matcher(line);
    if (record.find()) {
      failing = record.group(1).equals("ERROR") || record.group(1).equals("FATAL");
    }
    // A record may have more lines; servers tell the same failure several times.
    if (failures.size() < KEPT && (failing || FAILURE.matcher(line).find())) {
      failures.add(line.strip());
    }
  }
}
