/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring.export;

import io.tiercel.monitoring.CacheAnalytics;
import io.tiercel.monitoring.Counts;
import io.tiercel.monitoring.SeriesMetrics;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The counts of a bounded number of series and of the rest. A series keeps its place once it has
 * one, and begins there with what the rest has not shown yet: so no count ever falls, and their sum
 * is that of all caches. Looks anew at most once a second. Safe for many threads.
 */
public final class SeriesCounts {
  private static final Series OTHER = new Series(SeriesMetrics.OTHER, SeriesMetrics.OTHER);
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final CacheAnalytics analytics;
  private final int mostSeries;
  private final BiConsumer<Series, SeriesCounts> onNew;
  private final Map<Series, Counts> shownByTheRest = new LinkedHashMap<>();
  private Map<Series, Counts> seen = Map.of();
  private Counts total = Counts.NONE;
  private long seenNanos;
  private boolean started;

  /** A tenant's resource, or the rest. */
  public record Series(String tenant, String resource) {}

  /**
   * Creates counts without series.
   *
   * @param onNew told of each series that gets a place, and of the rest
   */
  public SeriesCounts(
      CacheAnalytics analytics, int mostSeries, BiConsumer<Series, SeriesCounts> onNew) {
    this.analytics = analytics;
    this.mostSeries = mostSeries;
    this.onNew = onNew;
  }

  /** Looks at the caches, gives places to new ones, and returns how many have one. */
  public synchronized int refresh() {
    if (!started || System.nanoTime() - seenNanos > FRESH_NANOS) {
      Map<Series, Counts> before = seen;
      look();
      if (!started) {
        started = true;
        onNew.accept(OTHER, this);
      }
      List<Series> free =
          seen.keySet().stream()
              .filter(series -> !shownByTheRest.containsKey(series))
              .sorted(Comparator.comparingLong(series -> -countsOf(seen, series).reads()))
              .limit((long) mostSeries - shownByTheRest.size())
              .toList();
      for (Series series : free) {
        shownByTheRest.put(series, countsOf(before, series));
        onNew.accept(series, this);
      }
    }
    return shownByTheRest.size();
  }

  /** Returns what a series shows. */
  public synchronized Counts get(Series series) {
    refresh();
    if (!series.equals(OTHER)) {
      return own(series);
    }
    Counts rest = total;
    for (Series placed : shownByTheRest.keySet()) {
      rest = rest.minus(own(placed));
    }
    return rest;
  }

  /** Returns what each series shows, the rest among them. */
  public synchronized Map<Series, Counts> all() {
    refresh();
    Map<Series, Counts> shown = new LinkedHashMap<>();
    for (Series series : shownByTheRest.keySet()) {
      shown.put(series, own(series));
    }
    shown.put(OTHER, get(OTHER));
    return shown;
  }

  private Counts own(Series series) {
    return countsOf(seen, series).minus(countsOf(shownByTheRest, series));
  }

  private void look() {
    Map<Series, Counts> now = new HashMap<>();
    Counts[] sum = {Counts.NONE};
    analytics.forEachSeries(
        one -> {
          sum[0] = sum[0].plus(one.counts());
          String tenant = one.tenant();
          if (tenant != null) {
            now.put(new Series(tenant, one.resource()), one.counts());
          }
        });
    // A cache that is long closed is in the rest by now, and keeps what it showed.
    shownByTheRest.keySet().forEach(placed -> now.putIfAbsent(placed, countsOf(seen, placed)));
    seen = now;
    total = sum[0];
    seenNanos = System.nanoTime();
  }

  private static Counts countsOf(Map<Series, Counts> counts, Series series) {
    return counts.getOrDefault(series, Counts.NONE);
  }
}
