/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.admin;

import io.tiercel.monitoring.CacheMetrics;
import io.tiercel.monitoring.Counts;
import io.tiercel.monitoring.Latency;
import io.tiercel.monitoring.Measure;
import io.tiercel.monitoring.MetricsInterval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the caches of this node did lately, in intervals: what the console plots.
 *
 * @param points the intervals, the oldest first; the last one is under way
 */
public record HistoryView(List<Point> points) {
  /**
   * One interval.
   *
   * @param at when it ended
   * @param seconds how long it was
   * @param hitRates hits in 100 reads
   * @param latencies how long things took
   * @param operations how many of each kind
   * @param invalidations how many for each reason
   */
  public record Point(
      Instant at,
      double seconds,
      HitRates hitRates,
      Latencies latencies,
      Operations operations,
      Invalidations invalidations) {}

  /**
   * Hits in 100 reads of a tier; null where it was not asked.
   *
   * @param l1 of L1
   * @param l2 of L2
   * @param all of both together
   */
  public record HitRates(@Nullable Double l1, @Nullable Double l2, @Nullable Double all) {}

  /**
   * How long things took; null where nothing was timed.
   *
   * @param all reads of the tiers above the source
   * @param l1 hits in L1
   * @param l2 reads of L2
   * @param l3 calls of the source
   */
  public record Latencies(
      @Nullable Percentiles all,
      @Nullable Percentiles l1,
      @Nullable Percentiles l2,
      @Nullable Percentiles l3) {}

  /**
   * The times that so many of 100 did not exceed, in microseconds.
   *
   * @param p50 half of them
   * @param p95 95 of them
   * @param p99 99 of them
   */
  public record Percentiles(double p50, double p95, double p99) {
    static @Nullable Percentiles of(Latency latency) {
      return latency.timed() == 0
          ? null
          : new Percentiles(micros(latency.p50()), micros(latency.p95()), micros(latency.p99()));
    }

    private static double micros(Duration duration) {
      return duration.toNanos() / 1000.0;
    }
  }

  /**
   * How often something was done.
   *
   * @param hits reads that a tier answered
   * @param misses reads that none answered
   * @param puts values stored
   * @param removals entries removed by their key
   * @param evictions entries that left L1 for want of room
   */
  public record Operations(long hits, long misses, long puts, long removals, long evictions) {}

  /**
   * Invalidations by reason.
   *
   * @param manual asked for
   * @param cascade because a resource that this one depends on was invalidated
   * @param tag because a tag of the entries was
   * @param entity because a persistent entity changed
   */
  public record Invalidations(long manual, long cascade, long tag, long entity) {}

  static HistoryView of(List<MetricsInterval> intervals, Instant now) {
    return new HistoryView(intervals.stream().map(interval -> point(interval, now)).toList());
  }

  private static Point point(MetricsInterval interval, Instant now) {
    CacheMetrics metrics = interval.metrics();
    Counts counts = metrics.counts();
    CacheMetrics.Latencies times = metrics.latencies();
    return new Point(
        now.minus(interval.ago()),
        metrics.period().toMillis() / 1000.0,
        new HitRates(
            rate(metrics.l1().hits(), metrics.l1().misses()),
            rate(metrics.l2().hits(), metrics.l2().misses()),
            rate(counts.hits(), counts.misses())),
        new Latencies(
            Percentiles.of(times.combined()),
            Percentiles.of(times.l1()),
            Percentiles.of(times.l2()),
            Percentiles.of(times.l3())),
        new Operations(
            counts.hits(),
            counts.misses(),
            counts.get(Measure.PUTS),
            counts.get(Measure.REMOVALS),
            counts.get(Measure.EVICTIONS)),
        new Invalidations(
            counts.get(Measure.INVALIDATIONS_MANUAL),
            counts.get(Measure.INVALIDATIONS_CASCADE),
            counts.get(Measure.INVALIDATIONS_TAG),
            counts.get(Measure.INVALIDATIONS_ENTITY)));
  }

  private static @Nullable Double rate(long hits, long misses) {
    long reads = hits + misses;
    return reads == 0 ? null : Math.round(hits * 10_000.0 / reads) / 100.0;
  }
}
