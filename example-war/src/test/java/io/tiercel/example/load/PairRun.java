/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import io.tiercel.example.launch.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what a miss costs over no cache: two servers asked in turns, each half of a pair for
 * every tenant, so that a busy moment of the machine meets both.
 */
final class PairRun {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final LoadPlan plan;
  private final Target off;
  private final Target tiered;
  private final Progress progress;

  PairRun(LoadPlan plan, Target off, Target tiered, Progress progress) {
    this.plan = plan;
    this.off = off;
    this.tiered = tiered;
    this.progress = progress;
  }

  /**
   * The pairs of one endpoint.
   *
   * @param endpoint what was asked for
   * @param clients how many asked at once
   * @param offMillis the median of each half without caches
   * @param missMillis the median of each half with caches that held nothing
   * @param onlyMisses whether every answer of these was a miss
   */
  record Result(
      Endpoint endpoint,
      int clients,
      List<Double> offMillis,
      List<Double> missMillis,
      boolean onlyMisses) {
    Result {
      offMillis = List.copyOf(offMillis);
      missMillis = List.copyOf(missMillis);
    }

    /** How many times as long the miss took, pair by pair. */
    Interval ratio() {
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < offMillis.size(); i++) {
        ratios.add(missMillis.get(i) / offMillis.get(i));
      }
      return Interval.ofMedian(ratios);
    }
  }

  List<Result> measure() {
    List<Result> results = new ArrayList<>();
    for (int clients : plan.cells().clients()) {
      if (clients <= plan.cells().judged()) {
        for (Endpoint endpoint : Endpoint.values()) {
          Result result = pairs(endpoint, clients);
          results.add(result);
          progress.say(
              "Misses beside no cache: %s, %d clients: %s"
                  .formatted(endpoint.title(), clients, result.ratio()));
        }
      }
    }
    return List.copyOf(results);
  }

  private Result pairs(Endpoint endpoint, int clients) {
    List<Double> without = new ArrayList<>();
    List<Double> missing = new ArrayList<>();
    boolean onlyMisses = true;
    half(off, endpoint, clients);
    half(tiered, endpoint, clients);
    for (int i = 0; i < plan.pairs().count(); i++) {
      Tally first = half(i % 2 == 0 ? off : tiered, endpoint, clients);
      Tally second = half(i % 2 == 0 ? tiered : off, endpoint, clients);
      Tally miss = i % 2 == 0 ? second : first;
      without.add((i % 2 == 0 ? first : second).millis(50));
      missing.add(miss.millis(50));
      onlyMisses &= miss.tiers().of(Tier.MISS) == miss.reads();
    }
    return new Result(endpoint, clients, without, missing, onlyMisses);
  }

  private Tally half(Target server, Endpoint endpoint, int clients) {
    Tally all = new Tally();
    for (int i = 0; i < plan.pairs().rounds(); i++) {
      // On both, so that both are asked right after the same work.
      server.invalidateAll();
      try (Clients readers = new Clients(clients, List.of(server.address()))) {
        all.add(readers.run(Scripts.once(server.reads(endpoint)), LIMIT, 1));
      }
    }
    return all;
  }
}
