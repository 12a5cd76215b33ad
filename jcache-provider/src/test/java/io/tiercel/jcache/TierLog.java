/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.spi.Invalidation;
import io.tiercel.jcache.spi.TierLevel;
import io.tiercel.jcache.spi.TierObserver;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/**
 * An observer that writes down what the tiers of all observed managers do. A manager is observed if
 * it was opened with {@link #loader()}.
 */
public final class TierLog implements TierObserver {
  private static final Queue<String> READS = new ConcurrentLinkedQueue<>();
  private static final List<Invalidation> INVALIDATIONS =
      Collections.synchronizedList(new ArrayList<>());

  /** Creates an observer; called by {@link java.util.ServiceLoader}. */
  public TierLog() {}

  /** Returns a class loader whose managers are observed; close it when they are closed. */
  static URLClassLoader loader() {
    URL folder = requireNonNull(TierLog.class.getResource("/observer/"), "observer");
    return new URLClassLoader(new URL[] {folder}, TierLog.class.getClassLoader());
  }

  /**
   * Returns the reads of a cache since the last call: {@code L1}, {@code L2} or {@code MISS}, and
   * {@code UNDECODABLE} before a miss where there was a value.
   */
  static List<String> takeReads(String cacheName) {
    List<String> taken = new ArrayList<>();
    Predicate<String> ofCache = read -> read.startsWith(cacheName + ' ');
    for (String read : READS) {
      if (ofCache.test(read)) {
        taken.add(read.substring(cacheName.length() + 1));
      }
    }
    READS.removeIf(ofCache);
    return taken;
  }

  /** Returns the reads of all caches since the last call, in order, each after its cache's name. */
  static List<String> takeAllReads() {
    List<String> taken = List.copyOf(READS);
    READS.clear();
    return taken;
  }

  /** Returns the invalidations since the last call. */
  static List<Invalidation> takeInvalidations() {
    synchronized (INVALIDATIONS) {
      List<Invalidation> taken = List.copyOf(INVALIDATIONS);
      INVALIDATIONS.clear();
      return taken;
    }
  }

  @Override
  public void hit(String cacheName, TierLevel tier) {
    READS.add(cacheName + ' ' + tier);
  }

  @Override
  public void miss(String cacheName) {
    READS.add(cacheName + " MISS");
  }

  @Override
  public void undecodable(String cacheName) {
    READS.add(cacheName + " UNDECODABLE");
  }

  @Override
  public void invalidated(Invalidation invalidation) {
    INVALIDATIONS.add(invalidation);
  }
}
