/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.jcache.spi.Invalidation;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands on each invalidation once its entries are counted; at the end those that are not, too. Safe
 * for many threads.
 */
final class InvalidationCounts implements InvalidationObserver.Recorder {
  private final Consumer<CountedInvalidation> rows;
  private final InstantSource clock;
  private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

  InvalidationCounts(Consumer<CountedInvalidation> rows, InstantSource clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** An invalidation that is being counted; each equals only itself. */
  private static final class Waiting {
    private final Invalidation invalidation;
    private final Instant instant;

    Waiting(Invalidation invalidation, Instant instant) {
      this.invalidation = invalidation;
      this.instant = instant;
    }
  }

  @Override
  public void invalidated(Invalidation invalidation, Supplier<CompletionStage<Long>> count) {
    Waiting one = new Waiting(invalidation, clock.instant());
    waiting.add(one);
    count.get().whenComplete((number, failure) -> hand(one, number));
  }

  /** Hands on what is still being counted. */
  void end() {
    waiting.forEach(one -> hand(one, null));
  }

  private void hand(Waiting one, @Nullable Long number) {
    if (waiting.remove(one)) {
      rows.accept(new CountedInvalidation(one.invalidation, one.instant, number));
    }
  }
}
