/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.monitor;

import io.tiercel.jcache.config.CacheSettings;
import io.tiercel.jcache.internal.tier.CacheAddress;
import io.tiercel.monitoring.Counts;
import io.tiercel.monitoring.SeriesMetrics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The caches with the most reads. */
final class Ranking {
  private static final Comparator<Map.Entry<String, Counts>> MOST_READS_FIRST =
      Comparator.<Map.Entry<String, Counts>>comparingLong(entry -> -entry.getValue().reads())
          .thenComparing(Map.Entry::getKey);

  private Ranking() {}

  /** Returns the counts of the caches with the most reads, the most first. */
  static Map<String, Counts> top(Map<String, Counts> byName, int most) {
    Map<String, Counts> top = new LinkedHashMap<>();
    byName.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .sorted(MOST_READS_FIRST)
        .limit(most)
        .forEach(entry -> top.put(entry.getKey(), entry.getValue()));
    return top;
  }

  /** Returns the series of the caches with the most reads, and the rest of the total as one. */
  static List<SeriesMetrics> series(Map<String, Counts> byName, int most, Counts total) {
    List<SeriesMetrics> series = new ArrayList<>();
    Counts rest = total;
    for (Map.Entry<String, Counts> entry : top(byName, most).entrySet()) {
      series.add(of(entry.getKey(), entry.getValue()));
      rest = rest.minus(entry.getValue());
    }
    if (!rest.isEmpty()) {
      series.add(SeriesMetrics.other(rest));
    }
    return series;
  }

  /** Returns the series of one cache. */
  static SeriesMetrics of(String cacheName, Counts counts) {
    CacheAddress address = CacheAddress.of(cacheName, CacheSettings.DEFAULT_VERSION);
    String tenant = address.tenant();
    return new SeriesMetrics(tenant == null ? "" : tenant, address.resource(), counts);
  }
}
