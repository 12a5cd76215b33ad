/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.nodes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** A process that runs {@link NodeProgram}. It ends with {@link #close()} or with this process. */
final class NodeProcess implements AutoCloseable {
  private static final int KEPT_LINES = 40;

  private final Process process;
  private final BufferedReader lines;

  private NodeProcess(Process process) {
    this.process = process;
    this.lines = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts the process; its first answer says that it is ready. */
  static NodeProcess start(NodeMap.Way way, String address) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    try {
      return new NodeProcess(
          new ProcessBuilder(
                  java,
                  "-Xmx256m",
                  "-cp",
                  classes,
                  NodeProgram.class.getName(),
                  way.name(),
                  address)
              .redirectErrorStream(true)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void tell(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the next answer. */
  String answer() {
    Deque<String> others = new ArrayDeque<>();
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(NodeProgram.ANSWER)) {
          return line.substring(NodeProgram.ANSWER.length());
        }
        others.add(line);
        if (others.size() > KEPT_LINES) {
          others.remove();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("the node ended:\n" + String.join("\n", others));
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
