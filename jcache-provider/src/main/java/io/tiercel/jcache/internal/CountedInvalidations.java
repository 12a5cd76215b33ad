/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import io.tiercel.jcache.internal.monitor.Meters;
import io.tiercel.jcache.spi.Invalidation;
import io.tiercel.jcache.spi.TierObserver;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Counts invalidations before it tells of them.
 *
 * @param meters what counts
 * @param observer who is told
 */
record CountedInvalidations(Meters meters, TierObserver observer) implements TierObserver {
  @Override
  public void invalidated(Invalidation invalidation) {
    meters.invalidated(invalidation);
    observer.invalidated(invalidation);
  }

  @Override
  public void invalidated(Invalidation invalidation, Supplier<CompletionStage<Long>> count) {
    meters.invalidated(invalidation);
    observer.invalidated(invalidation, count);
  }
}
