/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.monitor;

import io.tiercel.jcache.spi.Invalidation;
import io.tiercel.jcache.spi.TierLevel;
import io.tiercel.monitoring.Counts;
import io.tiercel.monitoring.Measure;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The counts of one cache on this node. A hit in L1 costs one striped adder; one that is switched
 * off costs a look at a field. Room for the counts is made with the first. Safe for many threads.
 */
public final class CacheMeter {
  /** Counts nothing. */
  public static final CacheMeter OFF = new CacheMeter("", null);

  private final String cacheName;
  private final @Nullable Stopwatches watches;
  private final LongAdder nearHits = new LongAdder();
  private volatile @Nullable AtomicLongArray others;
  private volatile boolean near;
  private volatile boolean remote;

  CacheMeter(String cacheName, @Nullable Stopwatches watches) {
    this.cacheName = cacheName;
    this.watches = watches;
  }

  /** Says which tiers reads ask. */
  public void asks(boolean nearTier, boolean remoteTier) {
    near = nearTier;
    remote = remoteTier;
  }

  /** Tells whether it counts. */
  public boolean on() {
    return watches != null;
  }

  /** Returns the time at which something begins, to be given back at its end. */
  public long start() {
    return watches == null ? 0 : watches.nanos();
  }

  /**
   * Counts a read that a tier answered.
   *
   * @param start when it began, if it is one of those that are timed, else 0
   */
  public void hit(TierLevel tier, long start) {
    if (watches == null) {
      return;
    }
    if (tier == TierLevel.L1) {
      nearHits.increment();
      if (start != 0) {
        time(Timed.L1, watches.nanos() - start);
      }
    } else {
      add(Measure.L2_HITS, 1);
      add(Measure.L1_MISSES, near ? 1 : 0);
    }
  }

  /** Counts a read that no tier above the source answered. */
  public void miss() {
    if (watches != null) {
      add(Measure.MISSES, 1);
      add(Measure.L1_MISSES, near ? 1 : 0);
      add(Measure.L2_MISSES, remote ? 1 : 0);
    }
  }

  /** Counts a call of the source, whether or not it failed. */
  public void loaded(long start, boolean failed) {
    if (watches != null) {
      time(Timed.L3, watches.nanos() - start);
      add(Measure.LOAD_FAILURES, failed ? 1 : 0);
    }
  }

  /** Counts something. */
  @SuppressWarnings("EnumOrdinal") // a hundred thousand caches have one of these arrays each
  public void add(Measure measure, long number) {
    if (watches != null && number != 0) {
      others().addAndGet(measure.ordinal(), number);
    }
  }

  /** Counts an invalidation. */
  void invalidated(Invalidation.Reason reason) {
    add(
        switch (reason) {
          case MANUAL -> Measure.INVALIDATIONS_MANUAL;
          case CASCADE -> Measure.INVALIDATIONS_CASCADE;
          case TAG -> Measure.INVALIDATIONS_TAG;
          case ENTITY -> Measure.INVALIDATIONS_ENTITY;
        },
        1);
  }

  /** Takes the time of a read of L2, or of a write to it. */
  void remoteTrip(Timed timed, long start) {
    if (watches != null) {
      time(timed, watches.nanos() - start);
    }
  }

  /** Returns the name of the cache. */
  String cacheName() {
    return cacheName;
  }

  /** Returns what was counted so far. */
  @SuppressWarnings("EnumOrdinal") // a hundred thousand caches have one of these arrays each
  Counts counts() {
    AtomicLongArray counted = others;
    long hits = nearHits.sum();
    if (counted == null) {
      return hits == 0 ? Counts.NONE : Counts.of(measure -> measure == Measure.L1_HITS ? hits : 0);
    }
    return Counts.of(measure -> measure == Measure.L1_HITS ? hits : counted.get(measure.ordinal()));
  }

  private AtomicLongArray others() {
    AtomicLongArray present = others;
    return present == null ? makeOthers() : present;
  }

  private synchronized AtomicLongArray makeOthers() {
    AtomicLongArray present = others;
    if (present == null) {
      present = new AtomicLongArray(Measure.values().length);
      others = present;
    }
    return present;
  }

  private void time(Timed timed, long nanos) {
    Objects.requireNonNull(watches).record(timed, nanos);
    switch (timed) {
      case L1 -> {
        add(Measure.L1_TIMED, 1);
        add(Measure.L1_NANOS, nanos);
      }
      case L2 -> {
        add(Measure.L2_TIMED, 1);
        add(Measure.L2_NANOS, nanos);
      }
      case L3 -> {
        add(Measure.LOADS, 1);
        add(Measure.LOAD_NANOS, nanos);
      }
      case L2_WRITES -> {}
    }
  }
}
