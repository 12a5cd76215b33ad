/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.nodes;

import io.tiercel.benchmarks.peers.Zipf;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A process that is one node, and does what the lines of its input say. */
final class NodeProgram {
  /** What an answer begins with. */
  static final String ANSWER = "= ";

  /** The keys of the load. */
  static final int KEYS = 10_000;

  private static final String TOLD = "told";
  private static final long POLL_NANOS = 20_000;
  private static final String VALUE = "x".repeat(200);

  private final NodeMap map;
  private final PrintStream out;

  private NodeProgram(NodeMap map, PrintStream out) {
    this.map = map;
    this.out = out;
  }

  /**
   * Runs until the input ends.
   *
   * @param arguments the way to share, and the address of Redis
   * @throws Exception if a line is wrong or a call fails
   */
  public static void main(String[] arguments) throws Exception {
    try (NodeMap map = NodeMap.Way.valueOf(arguments[0]).open(arguments[1]);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      NodeProgram program = new NodeProgram(map, System.out);
      program.answer("ready");
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        program.answer(program.run(line.split(" ")));
      }
    }
  }

  private void answer(String text) {
    out.println(ANSWER + text);
  }

  private String run(String... words) throws Exception {
    return switch (words[0]) {
      case "tell" -> tell(Integer.parseInt(words[1]), Long.parseLong(words[2]), words[3]);
      case "hear" -> hear(Integer.parseInt(words[1]), words[2]);
      case "load" -> load(Integer.parseInt(words[1]), Long.parseLong(words[2]));
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  /** Writes a key again and again, and notes when each write was begun and when it had ended. */
  private String tell(int writes, long pauseMicros, String file) throws IOException {
    long[] times = new long[2 * writes];
    for (int i = 0; i < writes; i++) {
      times[2 * i] = System.nanoTime();
      map.put(TOLD, String.valueOf(i + 1));
      times[2 * i + 1] = System.nanoTime();
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(pauseMicros));
    }
    return write(times, file);
  }

  /** Reads the key until the last write is seen, and notes when each was, or a later one. */
  private String hear(int writes, String file) throws IOException {
    long[] times = new long[writes];
    map.put(TOLD, "0");
    int seen = Integer.parseInt(String.valueOf(map.get(TOLD)));
    answer("hearing");
    while (seen < writes) {
      int read = Integer.parseInt(String.valueOf(map.get(TOLD)));
      long now = System.nanoTime();
      for (; seen < read; seen++) {
        times[seen] = now;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return write(times, file);
  }

  /** Reads nine times of ten, else writes, with some threads; answers how often. */
  private String load(int threads, long millis) throws InterruptedException, ExecutionException {
    Zipf zipf = new Zipf(KEYS);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<Long>> counts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      SplittableRandom random = new SplittableRandom(i);
      counts.add(pool.submit(() -> load(zipf, random, end)));
    }
    long sum = 0;
    for (Future<Long> count : counts) {
      sum += count.get();
    }
    pool.shutdown();
    return String.valueOf(sum);
  }

  private long load(Zipf zipf, SplittableRandom random, long end) {
    long count = 0;
    while (System.nanoTime() < end) {
      String key = "key-" + zipf.next(random);
      if (random.nextInt(10) == 0 || map.get(key) == null) {
        map.put(key, VALUE);
      }
      count++;
    }
    return count;
  }

  private static String write(long[] times, String file) throws IOException {
    Files.writeString(
        Path.of(file),
        LongStream.of(times).mapToObj(String::valueOf).collect(Collectors.joining("\n")));
    return "written";
  }
}
