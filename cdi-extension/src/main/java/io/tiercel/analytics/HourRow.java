/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.monitoring.Counts;
import java.time.Instant;
import java.util.Comparator;

/**
 * What is added to one row of {@code cache_metadata}. Ordered as the table's key, so that two nodes
 * that add to the same rows cannot wait for each other.
 *
 * @param tenant the tenant; empty for a cache that no tenant owns
 * @param resource the resource
 * @param hour the first instant of the hour
 * @param counts what the caches did
 */
record HourRow(String tenant, String resource, Instant hour, Counts counts)
    implements Comparable<HourRow> {
  private static final Comparator<HourRow> ORDER =
      Comparator.comparing(HourRow::tenant)
          .thenComparing(HourRow::hour)
          .thenComparing(HourRow::resource);

  @Override
  public int compareTo(HourRow other) {
    return ORDER.compare(this, other);
  }
}
