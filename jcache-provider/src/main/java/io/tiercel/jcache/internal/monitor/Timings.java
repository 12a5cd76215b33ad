/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.monitor;

import io.tiercel.monitoring.CacheMetrics;
import io.tiercel.monitoring.Latency;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.PackedHistogram;

/** How long things took, in nanoseconds to two digits. Not safe for many threads. */
final class Timings {
  static final int DIGITS = 2;

  private final Map<Timed, AbstractHistogram> histograms;

  private Timings(Map<Timed, AbstractHistogram> histograms) {
    this.histograms = histograms;
  }

  /** Returns empty timings, to be added to. */
  static Timings empty() {
    Map<Timed, AbstractHistogram> histograms = new EnumMap<>(Timed.class);
    for (Timed timed : Timed.values()) {
      histograms.put(timed, new PackedHistogram(DIGITS));
    }
    return new Timings(histograms);
  }

  AbstractHistogram of(Timed timed) {
    return java.util.Objects.requireNonNull(histograms.get(timed));
  }

  void add(Timings other) {
    histograms.forEach((timed, histogram) -> histogram.add(other.of(timed)));
  }

  /**
   * Returns the figures.
   *
   * @param l1Hits the hits in L1, for which those that were timed stand in the combined figures
   */
  CacheMetrics.Latencies latencies(long l1Hits) {
    return new CacheMetrics.Latencies(
        latency(of(Timed.L1)),
        latency(of(Timed.L2)),
        latency(of(Timed.L2_WRITES)),
        latency(of(Timed.L3)),
        latency(combined(l1Hits)));
  }

  private AbstractHistogram combined(long l1Hits) {
    AbstractHistogram l1 = of(Timed.L1);
    Histogram combined = new Histogram(DIGITS);
    combined.setAutoResize(true);
    long weight = Math.max(1, Math.round((double) l1Hits / Math.max(1, l1.getTotalCount())));
    for (HistogramIterationValue value : l1.recordedValues()) {
      combined.recordValueWithCount(
          value.getValueIteratedTo(), weight * value.getCountAtValueIteratedTo());
    }
    combined.add(of(Timed.L2));
    return combined;
  }

  private static Latency latency(AbstractHistogram histogram) {
    return histogram.getTotalCount() == 0
        ? Latency.NONE
        : new Latency(
            histogram.getTotalCount(),
            Duration.ofNanos(Math.round(histogram.getMean())),
            percentile(histogram, 50),
            percentile(histogram, 95),
            percentile(histogram, 99),
            Duration.ofNanos(histogram.getMaxValue()));
  }

  private static Duration percentile(AbstractHistogram histogram, double percentile) {
    return Duration.ofNanos(histogram.getValueAtPercentile(percentile));
  }
}
