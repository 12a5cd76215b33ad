/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Invalidations, a row for each, in order. */
final class InvalidationBuffer implements RowBuffer<CountedInvalidation> {
  static final int MOST_ROWS = 10_000;

  private final BlockingQueue<InvalidationLog> rows = new ArrayBlockingQueue<>(MOST_ROWS);
  private final String node;

  /**
   * Creates an empty buffer.
   *
   * @param node the name of this node
   */
  InvalidationBuffer(String node) {
    this.node = node;
  }

  @Override
  public boolean offer(CountedInvalidation invalidation) {
    return rows.offer(new InvalidationLog(invalidation, node));
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
