/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.monitor;

import io.tiercel.monitoring.CacheMetrics;
import io.tiercel.monitoring.Counts;
import io.tiercel.monitoring.MetricsInterval;
import io.tiercel.monitoring.SeriesMetrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What meters counted, since they began and in the last intervals; the last interval is under way.
 * Remembers at most {@value #MOST_INTERVALS} intervals. Not safe for many threads.
 */
final class History {
  static final int MOST_INTERVALS = 60;

  private final Deque<Interval> intervals = new ArrayDeque<>();
  private final Meters meters;
  private final int mostSeries;
  private final long openedNanos;
  private final Timings all = Timings.empty();
  private Timings lately = Timings.empty();
  private Map<String, Counts> collected = Map.of();
  private Counts collectedTotal = Counts.NONE;
  private long collectedNanos;

  History(Meters meters, int mostSeries, long nowNanos) {
    this.meters = meters;
    this.mostSeries = mostSeries;
    this.openedNanos = nowNanos;
    this.collectedNanos = nowNanos;
  }

  /** What was counted by name, and in all. */
  private record Now(Map<String, Counts> series, Counts total) {}

  /** Returns when the interval that is under way began. */
  long collectedNanos() {
    return collectedNanos;
  }

  /** Ends the interval that is under way. */
  void collect(long nowNanos) {
    takeTimings();
    Now now = now();
    intervals.addLast(
        new Interval(
            collectedNanos,
            nowNanos,
            now.total().minus(collectedTotal),
            Ranking.top(since(now), mostSeries),
            lately));
    if (intervals.size() > MOST_INTERVALS) {
      intervals.removeFirst();
    }
    lately = Timings.empty();
    collected = now.series();
    collectedTotal = now.total();
    collectedNanos = nowNanos;
  }

  CacheMetrics sinceOpened(long nowNanos) {
    takeTimings();
    return metrics(nowNanos - openedNanos, now().total(), all);
  }

  CacheMetrics window(Duration window, long nowNanos) {
    takeTimings();
    long from = collectedNanos;
    Counts total = now().total().minus(collectedTotal);
    Timings timings = Timings.empty();
    timings.add(lately);
    for (Interval interval : within(window, nowNanos)) {
      from = Math.min(from, interval.beganNanos());
      total = total.plus(interval.total());
      timings.add(interval.timings());
    }
    return metrics(nowNanos - from, total, timings);
  }

  /** Returns the intervals that ended, the oldest first, and the one under way. */
  List<MetricsInterval> intervals(long nowNanos) {
    takeTimings();
    List<MetricsInterval> points = new ArrayList<>();
    for (Interval ended : intervals) {
      long nanos = ended.endedNanos() - ended.beganNanos();
      Duration ago = Duration.ofNanos(nowNanos - ended.endedNanos());
      points.add(new MetricsInterval(ago, metrics(nanos, ended.total(), ended.timings())));
    }
    Counts underWay = now().total().minus(collectedTotal);
    points.add(
        new MetricsInterval(Duration.ZERO, metrics(nowNanos - collectedNanos, underWay, lately)));
    return points;
  }

  List<SeriesMetrics> seriesSinceOpened() {
    Now now = now();
    return Ranking.series(now.series(), mostSeries, now.total());
  }

  List<SeriesMetrics> seriesOf(Duration window, long nowNanos) {
    Now now = now();
    Map<String, Counts> series = new HashMap<>(Ranking.top(since(now), mostSeries));
    Counts total = now.total().minus(collectedTotal);
    for (Interval interval : within(window, nowNanos)) {
      interval.series().forEach((name, counts) -> series.merge(name, counts, Counts::plus));
      total = total.plus(interval.total());
    }
    return Ranking.series(series, mostSeries, total);
  }

  private List<Interval> within(Duration window, long nowNanos) {
    return intervals.stream()
        .filter(interval -> nowNanos - interval.endedNanos() < window.toNanos())
        .toList();
  }

  private void takeTimings() {
    Timings taken = meters.takeTimings();
    lately.add(taken);
    all.add(taken);
  }

  private Now now() {
    Meters.All counted = meters.all();
    Map<String, Counts> series = new HashMap<>();
    Counts total = counted.forgotten();
    for (CacheMeter meter : counted.meters()) {
      Counts counts = meter.counts();
      if (!counts.isEmpty()) {
        series.put(meter.cacheName(), counts);
      }
      total = total.plus(counts);
    }
    return new Now(series, total);
  }

  private Map<String, Counts> since(Now now) {
    Map<String, Counts> differences = new HashMap<>();
    now.series()
        .forEach(
            (name, counts) ->
                differences.put(name, counts.minus(collected.getOrDefault(name, Counts.NONE))));
    return differences;
  }

  private static CacheMetrics metrics(long nanos, Counts counts, Timings timings) {
    return new CacheMetrics(
        Duration.ofNanos(nanos),
        counts,
        timings.latencies(counts.get(io.tiercel.monitoring.Measure.L1_HITS)));
  }
}
