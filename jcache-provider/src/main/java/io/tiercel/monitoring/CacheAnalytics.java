/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.cache.CacheManager;

/**
 * What the caches of a manager do on this node. Everything is zero where {@code
 * tiercel.monitoring-enabled} is off. Safe for many threads.
 */
public interface CacheAnalytics {
  /**
   * Returns the analytics of a manager.
   *
   * @throws IllegalArgumentException if the manager is not one of Tiercel's
   */
  static CacheAnalytics of(CacheManager manager) {
    return manager.unwrap(CacheAnalytics.class);
  }

  /** Returns what all caches did since the manager was opened. */
  CacheMetrics currentMetrics();

  /**
   * Returns what all caches did lately. The window is made of whole intervals of the collection and
   * the one under way, so it may reach back further; without a collection, intervals of at least a
   * minute end when metrics are asked for. At most 60 intervals are remembered.
   *
   * @param window how far back, positive
   * @throws IllegalArgumentException if the window is not positive
   */
  CacheMetrics currentMetrics(Duration window);

  /**
   * Returns the intervals of the collection that are remembered, at most 60, the oldest first, and
   * after them the one that is under way: the points of a plot.
   */
  List<MetricsInterval> intervals();

  /**
   * Returns the series since the manager was opened: the caches with the most reads, at most {@code
   * tiercel.monitoring-max-series} of them, and last the rest as one, if there is a rest.
   */
  List<SeriesMetrics> series();

  /**
   * As {@link #series()}, of a window. In each interval the caches with the most reads have a
   * series; what others did then is in the rest.
   *
   * @param window how far back, positive
   * @throws IllegalArgumentException if the window is not positive
   */
  List<SeriesMetrics> series(Duration window);

  /**
   * Shows what each cache did since the manager was opened, as many as there are: for those who
   * record it, and bound it themselves. What caches did that are long closed comes last as one.
   */
  void forEachSeries(Consumer<SeriesMetrics> consumer);

  /** Ends an interval, and tells the listeners if the status changed. One round trip to L2. */
  void collect();

  /**
   * Collects at an interval on a thread of its own, until the collection or the manager is closed.
   * A second call replaces the first.
   *
   * @param interval positive
   * @throws IllegalArgumentException if the interval is not positive
   */
  MetricsCollection startMetricsCollection(Duration interval);

  /**
   * Returns how the caches are: judged by the last five minutes, and by whether the tiers answer.
   * One round trip to L2, which ends within {@code tiercel.l2.timeout-ms}; at most one a second.
   */
  CacheHealth health();

  /** Adds a listener, which the collection tells of changes of the status. */
  void addHealthListener(HealthListener listener);

  /** Removes a listener. */
  void removeHealthListener(HealthListener listener);

  /**
   * Returns the metrics since the manager was opened and of the last 1, 5 and 15 minutes, and the
   * series, as JSON. Times are in microseconds, rates in percent.
   */
  String exportMetrics();
}
