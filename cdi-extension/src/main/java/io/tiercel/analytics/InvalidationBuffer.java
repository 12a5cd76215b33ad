/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.jcache.spi.Invalidation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Invalidations, a row for each, in order. */
final class InvalidationBuffer implements RowBuffer<Invalidation> {
  static final int MOST_ROWS = 10_000;

  private final BlockingQueue<InvalidationLog> rows = new ArrayBlockingQueue<>(MOST_ROWS);
  private final InstantSource clock;
  private final String node;

  /**
   * Creates an empty buffer.
   *
   * @param clock dates the rows
   * @param node the name of this node
   */
  InvalidationBuffer(InstantSource clock, String node) {
    this.clock = clock;
    this.node = node;
  }

  @Override
  public boolean offer(Invalidation invalidation) {
    return rows.offer(new InvalidationLog(invalidation, clock.instant(), node));
  }

  @Override
  public List<InvalidationLog> take(int most) {
    List<InvalidationLog> taken = new ArrayList<>();
    rows.drainTo(taken, most);
    return taken;
  }

  @Override
  public boolean isEmpty() {
    return rows.isEmpty();
  }
}
