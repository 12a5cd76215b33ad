/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.jcache.spi.Invalidation;
import io.tiercel.jcache.spi.TierObserver;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Passes invalidations on to whoever records them. The {@code ServiceLoader} makes one observer for
 * each manager, before there is anyone to record; so the recorders register here, and hear of every
 * manager of their class loader. Safe for many threads.
 */
public final class InvalidationObserver implements TierObserver {
  private static final List<Recorder> RECORDERS = new CopyOnWriteArrayList<>();

  /** Creates the observer; the {@code ServiceLoader} does. */
  public InvalidationObserver() {}

  /** Who records invalidations. */
  @FunctionalInterface
  interface Recorder {
    /** Records one. */
    void invalidated(Invalidation invalidation, Supplier<CompletionStage<Long>> count);
  }

  static void add(Recorder recorder) {
    RECORDERS.add(recorder);
  }

  static void remove(Recorder recorder) {
    RECORDERS.remove(recorder);
  }

  @Override
  public void invalidated(Invalidation invalidation, Supplier<CompletionStage<Long>> count) {
    for (Recorder recorder : RECORDERS) {
      recorder.invalidated(invalidation, count);
    }
  }
}
