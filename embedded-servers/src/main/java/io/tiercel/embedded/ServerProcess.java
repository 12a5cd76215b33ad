/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A child process, the end of its output, and the signals it is sent. Safe for many threads. */
final class ServerProcess {
  private static final int KEPT_LINES = 40;
  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private final String server;
  private final Process process;
  private final Deque<String> lines = new ArrayDeque<>();
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

  private ServerProcess(String server, Process process) {
    this.server = server;
    this.process = process;
  }

  /** Starts the command in a folder and returns at once. */
  static ServerProcess start(String server, Path folder, List<String> command, String readyMark) {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      ServerProcess started = new ServerProcess(server, process);
      Thread reader = new Thread(() -> started.read(readyMark), "tiercel-" + server + "-output");
      reader.setDaemon(true);
      reader.start();
      return started;
    } catch (IOException e) {
      throw new ServerStartException(Messages.notExecuted(server, Path.of(command.get(0))), e);
    }
  }

  /**
   * Returns when the mark was printed; a process that ends before, or is late, is an error with its
   * output.
   */
  void awaitReady(Duration limit) {
    try {
      if (!ready.get(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
        throw new ServerStartException(Messages.notStarted(server, output()));
      }
    } catch (TimeoutException e) {
      kill();
      throw new ServerStartException(Messages.notReady(server, limit, output()), e);
    } catch (ExecutionException e) {
      throw new ServerStartException(Messages.notStarted(server, output()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
      throw new ServerStartException(Messages.interrupted(server), e);
    }
  }

  /** The last lines that the process printed. */
  String output() {
    synchronized (lines) {
      return String.join(System.lineSeparator(), lines);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Sends a signal by name, such as STOP. */
  void signal(String name) {
    if (!process.isAlive()) {
      throw new IllegalStateException(Messages.notRunning(server));
    }
    try {
      Process kill =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
              .redirectErrorStream(true)
              .start();
      String said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (kill.waitFor() != 0 && process.isAlive()) {
        throw new IllegalStateException(Messages.signalFailed(name, process.pid(), said));
      }
    } catch (IOException e) {
      throw new IllegalStateException(Messages.signalFailed(name, process.pid(), ""), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(Messages.interrupted(server), e);
    }
  }

  /** Waits for the end, and kills the process when it does not come. */
  void awaitEnd() {
    try {
      if (!process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  /** Kills the process and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  private void read(String readyMark) {
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        keep(line);
        if (line.contains(readyMark)) {
          ready.complete(true);
        }
      }
    } catch (IOException e) {
      keep("(the output ended: " + e.getMessage() + ")");
    } finally {
      ready.complete(false);
    }
  }

  private void keep(String line) {
    synchronized (lines) {
      if (lines.size() == KEPT_LINES) {
        lines.removeFirst();
      }
      lines.addLast(line);
    }
  }
}
