/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Denials, those that are alike counted in one row: who is over a limit is often far over it. A few
 * more than the bound may be kept where threads meet at it.
 */
final class DenialBuffer implements RowBuffer<Denial> {
  static final int MOST_ROWS = 10_000;

  private final ConcurrentMap<Denial, Long> counts = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final String node;

  /**
   * Creates an empty buffer.
   *
   * @param clock dates the rows
   * @param node the name of this node
   */
  DenialBuffer(InstantSource clock, String node) {
    this.clock = clock;
    this.node = node;
  }

  @Override
  public boolean offer(Denial denial) {
    if (counts.size() >= MOST_ROWS && !counts.containsKey(denial)) {
      return false;
    }
    counts.merge(denial, 1L, Long::sum);
    return true;
  }

  @Override
  public List<RateLimitDenial> take(int most) {
    List<RateLimitDenial> rows = new ArrayList<>();
    Iterator<Denial> denials = counts.keySet().iterator();
    while (rows.size() < most && denials.hasNext()) {
      Denial denial = denials.next();
      Long count = counts.remove(denial);
      if (count != null) {
        rows.add(new RateLimitDenial(denial, count, clock.instant(), node));
      }
    }
    return rows;
  }

  @Override
  public boolean isEmpty() {
    return counts.isEmpty();
  }
}
