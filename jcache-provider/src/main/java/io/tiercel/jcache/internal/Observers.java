/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import io.tiercel.jcache.spi.Invalidation;
import io.tiercel.jcache.spi.TierLevel;
import io.tiercel.jcache.spi.TierObserver;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** All observers as one. */
final class Observers implements TierObserver {
  private final List<TierObserver> observers;
  private final TierObserver[] ofReads;

  private Observers(List<TierObserver> observers) {
    this.observers = observers;
    this.ofReads = observers.stream().filter(Observers::hearsReads).toArray(TierObserver[]::new);
  }

  /** Tells whether an observer does anything at a hit or a miss. */
  private static boolean hearsReads(TierObserver observer) {
    Class<?> type = observer.getClass();
    try {
      return type.getMethod("hit", String.class, TierLevel.class).getDeclaringClass()
              != TierObserver.class
          || type.getMethod("miss", String.class).getDeclaringClass() != TierObserver.class;
    } catch (NoSuchMethodException e) {
      throw new AssertionError("every observer has them", e);
    }
  }

  /** Returns the observers that a class loader finds. */
  static TierObserver of(ClassLoader loader) {
    List<TierObserver> found =
        ServiceLoader.load(TierObserver.class, loader).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    return found.size() == 1 ? found.get(0) : new Observers(found);
  }

  @Override
  public void hit(String cacheName, TierLevel tier) {
    for (TierObserver observer : ofReads) {
      observer.hit(cacheName, tier);
    }
  }

  @Override
  public void miss(String cacheName) {
    for (TierObserver observer : ofReads) {
      observer.miss(cacheName);
    }
  }

  @Override
  public void undecodable(String cacheName) {
    observers.forEach(observer -> observer.undecodable(cacheName));
  }

  @Override
  public void invalidated(Invalidation invalidation) {
    observers.forEach(observer -> observer.invalidated(invalidation));
  }

  @Override
  public void invalidated(Invalidation invalidation, Supplier<CompletionStage<Long>> count) {
    observers.forEach(observer -> observer.invalidated(invalidation, count));
  }
}
