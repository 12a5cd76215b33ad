/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the marks of writes: unique over all nodes, without order. The upper 32 bits are a random
 * number of this node's life, the lower 32 a counter. Safe for many threads.
 */
public final class StampSource {
  private final long incarnation;
  private final AtomicInteger counter = new AtomicInteger();

  /**
   * Creates a source.
   *
   * @param incarnation a random number, other than that of any node that lives at the same time
   */
  public StampSource(int incarnation) {
    this.incarnation = (long) incarnation << Integer.SIZE;
  }

  /** Returns the next mark. */
  public long next() {
    return incarnation | Integer.toUnsignedLong(counter.incrementAndGet());
  }

  /** Tells whether a mark was made by this source. */
  public boolean isOwn(long stamp) {
    return stamp >>> Integer.SIZE == incarnation >>> Integer.SIZE;
  }
}
