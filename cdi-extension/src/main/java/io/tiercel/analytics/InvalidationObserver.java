/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.jcache.spi.Invalidation;
import io.tiercel.jcache.spi.TierObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Passes invalidations on to whoever records them. The {@code ServiceLoader} makes one observer for
 * each manager, before there is anyone to record; so the recorders register here, and hear of every
 * manager of their class loader. Safe for many threads.
 */
public final class InvalidationObserver implements TierObserver {
  private static final List<Consumer<Invalidation>> RECORDERS = new CopyOnWriteArrayList<>();

  /** Creates the observer; the {@code ServiceLoader} does. */
  public InvalidationObserver() {}

  static void add(Consumer<Invalidation> recorder) {
    RECORDERS.add(recorder);
  }

  static void remove(Consumer<Invalidation> recorder) {
    RECORDERS.remove(recorder);
  }

  @Override
  public void invalidated(Invalidation invalidation) {
    for (Consumer<Invalidation> recorder : RECORDERS) {
      recorder.accept(invalidation);
    }
  }
}
