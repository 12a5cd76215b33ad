/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.processes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process that runs a main class of the tests. It is asked by lines of its input, and answers by
 * lines of its output that begin with {@link #ANSWER}; the others are shown when it fails. It ends
 * with {@link #close()}, or when it reads the end of its input.
 */
public final class ChildJvm implements AutoCloseable {
  /** What an answer begins with. */
  public static final String ANSWER = "= ";

  private static final String END = "(the process has ended)";
  private static final int KEPT_LINES = 60;
  private static final long LIMIT_SECONDS = 120;

  private final Process process;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final Deque<String> lines = new ArrayDeque<>();

  private ChildJvm(Process process) {
    this.process = process;
  }

  /** Starts a main class, and returns at once. */
  public static ChildJvm start(Class<?> main, Object... arguments) {
    return startWithin(192, main, arguments);
  }

  /** Starts a main class that has so many MiB of heap, and returns at once. */
  public static ChildJvm startWithin(int heapMib, Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heapMib + "m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    for (Object argument : arguments) {
      command.add(String.valueOf(argument));
    }
    try {
      ChildJvm child = new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
      Thread reader = new Thread(child::read, "child-output");
      reader.setDaemon(true);
      reader.start();
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a line, whose answer is fetched later. */
  public void tell(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new AssertionError(line + ": " + output(), e);
    }
  }

  /** Returns the next answer. */
  public String answer() {
    try {
      String answer = answers.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (answer == null || answer.equals(END)) {
        throw new AssertionError((answer == null ? "no answer" : answer) + "\n" + output());
      }
      return answer;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends a line and returns its answer. */
  public String ask(String line) {
    tell(line);
    return answer();
  }

  /** Freezes the process until {@link #resume()}. */
  public void pause() {
    signal("STOP");
  }

  /** Lets a frozen process go on. */
  public void resume() {
    signal("CONT");
  }

  /** Returns the last lines that are no answers. */
  public String output() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  /** Ends the process as it stands. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, "" + process.pid()).inheritIO().start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith(ANSWER)) {
          answers.add(line.substring(ANSWER.length()));
        } else {
          keep(line);
        }
      }
    } catch (IOException e) {
      keep(String.valueOf(e));
    } finally {
      answers.add(END);
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
