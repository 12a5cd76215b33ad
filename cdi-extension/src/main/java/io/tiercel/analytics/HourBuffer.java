/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.monitoring.Counts;
import io.tiercel.monitoring.SeriesMetrics;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What caches did, those of the same tenant, resource and hour in one row. A few more than the
 * bound may be kept where threads meet at it.
 */
final class HourBuffer implements RowBuffer<SeriesMetrics> {
  static final int MOST_ROWS = 10_000;

  private final ConcurrentMap<Place, Counts> rows = new ConcurrentHashMap<>();
  private final InstantSource clock;

  /** The key of a row. */
  private record Place(String tenant, String resource, Instant hour) {}

  /**
   * Creates an empty buffer.
   *
   * @param clock says which hour it is
   */
  HourBuffer(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public boolean offer(SeriesMetrics done) {
    String tenant = done.tenant() == null ? "" : done.tenant();
    Place place = new Place(tenant, done.resource(), clock.instant().truncatedTo(ChronoUnit.HOURS));
    if (rows.size() >= MOST_ROWS && !rows.containsKey(place)) {
      return false;
    }
    rows.merge(place, done.counts(), Counts::plus);
    return true;
  }

  @Override
  public List<HourRow> take(int most) {
    List<HourRow> taken = new ArrayList<>();
    Iterator<Place> places = rows.keySet().iterator();
    while (taken.size() < most && places.hasNext()) {
      Place place = places.next();
      Counts counts = rows.remove(place);
      if (counts != null) {
        taken.add(new HourRow(place.tenant(), place.resource(), place.hour(), counts));
      }
    }
    Collections.sort(taken);
    return taken;
  }

  @Override
  public boolean isEmpty() {
    return rows.isEmpty();
  }
}
