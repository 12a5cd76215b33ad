/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * How many live entries an invalidation made absent: counted only if somebody asks, and soon after,
 * for the entries that nobody reads any more go by and by.
 */
@FunctionalInterface
public interface DropCount {
  /** There was nothing to count. */
  DropCount NONE = () -> CompletableFuture.completedFuture(0L);

  /**
   * Counts.
   *
   * @return the number, or a failure where the tier cannot be asked
   */
  CompletionStage<Long> ask();

  /** Returns the count of both. */
  default DropCount plus(DropCount other) {
    return other == NONE ? this : () -> ask().thenCombine(other.ask(), Long::sum);
  }

  /** Returns a count that fails, since the tier could not be asked. */
  static DropCount unknown(String subject, TierFailure failure) {
    return () -> CompletableFuture.failedFuture(Messages.unavailable(subject, failure));
  }
}
