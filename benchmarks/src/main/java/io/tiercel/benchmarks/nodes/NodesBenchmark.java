/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.nodes;

import io.tiercel.benchmarks.nodes.NodeMap.Way;
import io.tiercel.embedded.EmbeddedRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a node answers an old copy after another has written, and what three nodes do together
 * under reads and writes; each way to share in processes and on a Redis of its own.
 *
 * <p>{@code mvn -Pfast,measure -pl benchmarks -am package -DskipTests
 * -Dbenchmark=io.tiercel.benchmarks.nodes.NodesBenchmark} prints both tables.
 */
public final class NodesBenchmark {
  private static final int NODES = 3;
  private static final int THREADS = 4;
  private static final int WRITES = 5_000;
  private static final long PAUSE_MICROS = 1_000;
  private static final long LOAD_MILLIS = 10_000;

  private NodesBenchmark() {}

  /**
   * How long after the beginning of a write another node saw it, in microseconds: the write itself,
   * the message, and the read of L2 that follows it.
   *
   * @param write the median of the time that the write itself took
   */
  public record Lag(long median, long percentile99, long longest, long write) {}

  /**
   * What nodes did together.
   *
   * @param perSecond operations of all nodes
   * @param commands commands of Redis for each, those within scripts included
   * @param trips requests that Redis read for each
   */
  public record Load(double perSecond, double commands, double trips) {}

  /**
   * Prints both tables.
   *
   * @param arguments nothing
   * @throws IOException if the processes cannot tell what they measured
   */
  public static void main(String[] arguments) throws IOException {
    System.out.println("| way | lag p50 µs | p99 µs | max µs | a write, p50 µs |");
    System.out.println("|---|---|---|---|---|");
    for (Way way : Way.values()) {
      if (way.hasCopies()) {
        Lag lag = lag(way, WRITES);
        System.out.printf(
            Locale.ROOT,
            "| %s | %d | %d | %d | %d |%n",
            name(way),
            lag.median,
            lag.percentile99,
            lag.longest,
            lag.write);
      }
    }
    System.out.println();
    System.out.println("| way | operations/s | commands/operation | requests/operation |");
    System.out.println("|---|---|---|---|");
    for (Way way : Way.values()) {
      Load load = load(way, NODES, LOAD_MILLIS);
      System.out.printf(
          Locale.ROOT,
          "| %s | %.0f | %.2f | %.2f |%n",
          name(way),
          load.perSecond,
          load.commands,
          load.trips);
    }
  }

  /** Measures so many writes. */
  static Lag lag(Way way, int writes) throws IOException {
    Path told = Files.createTempFile("told", ".txt");
    Path heard = Files.createTempFile("heard", ".txt");
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        NodeProcess writer = NodeProcess.start(way, redis.address());
        NodeProcess reader = NodeProcess.start(way, redis.address())) {
      writer.answer();
      reader.answer();
      reader.tell("hear " + writes + " " + heard);
      reader.answer();
      writer.tell("tell " + writes + " " + PAUSE_MICROS + " " + told);
      writer.answer();
      reader.answer();
      return lag(times(told), times(heard));
    } finally {
      Files.delete(told);
      Files.delete(heard);
    }
  }

  /** Processes of one machine have one monotonic clock. The first tenth of all is left out. */
  private static Lag lag(long[] told, long[] heard) {
    int from = heard.length / 10;
    long[] lags = new long[heard.length - from];
    long[] writes = new long[heard.length - from];
    for (int i = 0; i < lags.length; i++) {
      long begin = told[2 * (from + i)];
      lags[i] = (heard[from + i] - begin) / 1_000;
      writes[i] = (told[2 * (from + i) + 1] - begin) / 1_000;
    }
    Arrays.sort(lags);
    Arrays.sort(writes);
    return new Lag(
        lags[lags.length / 2],
        lags[lags.length * 99 / 100],
        lags[lags.length - 1],
        writes[writes.length / 2]);
  }

  /** Measures so many nodes for a time, after as long a time that does not count. */
  public static Load load(Way way, int count, long millis) {
    List<NodeProcess> nodes = new ArrayList<>();
    try (EmbeddedRedis redis = EmbeddedRedis.start()) {
      for (int i = 0; i < count; i++) {
        nodes.add(NodeProcess.start(way, redis.address()));
      }
      nodes.forEach(NodeProcess::answer);
      load(nodes, millis);
      long commands = count(redis, "total_commands_processed");
      long reads = count(redis, "total_reads_processed");
      long operations = load(nodes, millis);
      return new Load(
          operations * 1_000.0 / millis,
          (double) (count(redis, "total_commands_processed") - commands) / operations,
          (double) (count(redis, "total_reads_processed") - reads) / operations);
    } finally {
      nodes.forEach(NodeProcess::close);
    }
  }

  private static long load(List<NodeProcess> nodes, long millis) {
    nodes.forEach(node -> node.tell("load " + THREADS + " " + millis));
    return nodes.stream().mapToLong(node -> Long.parseLong(node.answer())).sum();
  }

  private static long count(EmbeddedRedis redis, String name) {
    Matcher line = Pattern.compile(name + ":(\\d+)").matcher(redis.info("stats"));
    if (!line.find()) {
      throw new IllegalStateException("INFO stats has no " + name);
    }
    return Long.parseLong(line.group(1));
  }

  private static long[] times(Path file) throws IOException {
    return Files.readAllLines(file).stream().mapToLong(Long::parseLong).toArray();
  }

  private static String name(Way way) {
    return way.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
