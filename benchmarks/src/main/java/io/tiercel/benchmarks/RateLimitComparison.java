/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks;

import io.tiercel.ratelimit.Algorithm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * How long a permit takes with limiters that all nodes share: ours beside Redisson's {@code
 * RRateLimiter} and Bucket4j over Redisson. They take turns of a few thousand permits each, so that
 * what else the machine does, and how warm it is, meets all alike.
 */
public final class RateLimitComparison {
  private static final int SUBJECTS = 1000;
  private static final int PERMITS_OF_A_TURN = 4000;

  /**
   * A row of the table.
   *
   * @param micros microseconds of a permit, of all threads together: the median turn
   * @param median microseconds that the caller of a permit waited
   * @param percentile99 what one in a hundred waited at least
   */
  public record Cost(double micros, double median, double percentile99) {
    private String beside(Cost base) {
      return String.format(
          Locale.ROOT,
          "%.2f | %.2f | %.2f",
          micros / base.micros,
          median / base.median,
          percentile99 / base.percentile99);
    }
  }

  /** A limiter, the times of its turns, and those of its callers, in nanoseconds. */
  private record Row(Predicate<String> limiter, List<Long> turns, Histogram waits) {
    Row(Predicate<String> limiter) {
      this(limiter, new ArrayList<>(), new Histogram(3));
    }

    Cost cost() {
      List<Long> sorted = turns.stream().sorted().toList();
      return new Cost(
          sorted.get(sorted.size() / 2) / 1e3 / PERMITS_OF_A_TURN,
          waits.getValueAtPercentile(50) / 1e3,
          waits.getValueAtPercentile(99) / 1e3);
    }
  }

  private RateLimitComparison() {}

  /**
   * Prints the table.
   *
   * @param args the turns of each limiter, 25 unless said
   */
  public static void main(String[] args) throws InterruptedException, ExecutionException {
    int turns = args.length == 0 ? 25 : Integer.parseInt(args[0]);
    System.out.println("| threads | limiter | time | median | 99th percentile |");
    System.out.println("|---|---|---|---|---|");
    for (int threads : new int[] {1, 8, 32}) {
      Map<String, Cost> costs = measure(threads, turns);
      Cost base = costs.values().iterator().next();
      costs.forEach(
          (name, cost) ->
              System.out.println("| " + threads + " | " + name + " | " + cost.beside(base) + " |"));
    }
  }

  /**
   * Measures each limiter for some turns, after half as many that do not count; ours comes first.
   *
   * @throws ExecutionException if a permit is refused: the limits are never reached
   */
  public static Map<String, Cost> measure(int threads, int turns)
      throws InterruptedException, ExecutionException {
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    try (PeerLimiters limiters = new PeerLimiters(100_000_000)) {
      Map<String, Row> rows = new LinkedHashMap<>();
      for (Algorithm ours : List.of(Algorithm.SLIDING_WINDOW, Algorithm.TOKEN_BUCKET)) {
        rows.put(ours.name(), new Row(subject -> limiters.tiercel(ours, subject)));
      }
      rows.put("RRateLimiter", new Row(limiters::redisson));
      rows.put("Bucket4j", new Row(limiters::bucket4j));
      for (int turn = -turns / 2; turn < turns; turn++) {
        for (Row row : rows.values()) {
          take(callers, threads, turn < 0 ? new Row(row.limiter()) : row);
        }
      }
      Map<String, Cost> costs = new LinkedHashMap<>();
      rows.forEach((name, row) -> costs.put(name, row.cost()));
      return costs;
    } finally {
      callers.shutdown();
    }
  }

  private static void take(ExecutorService callers, int threads, Row row)
      throws InterruptedException, ExecutionException {
    Callable<Histogram> caller = () -> waits(row.limiter(), PERMITS_OF_A_TURN / threads);
    long began = System.nanoTime();
    List<Future<Histogram>> ended =
        callers.invokeAll(IntStream.range(0, threads).mapToObj(i -> caller).toList());
    row.turns().add(System.nanoTime() - began);
    for (Future<Histogram> waits : ended) {
      row.waits().add(waits.get());
    }
  }

  private static Histogram waits(Predicate<String> limiter, int permits) {
    Histogram waits = new Histogram(3);
    for (int i = 0; i < permits; i++) {
      String subject = "subject-" + ThreadLocalRandom.current().nextInt(SUBJECTS);
      long began = System.nanoTime();
      if (!limiter.test(subject)) {
        throw new IllegalStateException("denied: " + subject);
      }
      waits.recordValue(System.nanoTime() - began);
    }
    return waits;
  }
}
