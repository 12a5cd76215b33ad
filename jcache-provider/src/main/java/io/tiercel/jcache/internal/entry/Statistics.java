/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import javax.cache.management.CacheStatisticsMXBean;

/**
 * The counts of one cache on this node since it was opened, or since {@link #clear()}. Counting
 * costs nothing while it is off. Times are averages in microseconds. Safe for many threads.
 */
public final class Statistics implements CacheStatisticsMXBean {
  private static final float NANOS_PER_MICRO = 1000f;

  private final LongSupplier nanoTime;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder puts = new LongAdder();
  private final LongAdder removals = new LongAdder();
  private final LongAdder evictions = new LongAdder();
  private final Times getTimes = new Times();
  private final Times putTimes = new Times();
  private final Times removeTimes = new Times();
  private volatile boolean enabled;

  /** Creates counters at zero. */
  public Statistics(boolean enabled, LongSupplier nanoTime) {
    this.enabled = enabled;
    this.nanoTime = nanoTime;
  }

  /** Tells whether it counts. */
  public boolean enabled() {
    return enabled;
  }

  /** Switches counting. */
  public void enable(boolean on) {
    enabled = on;
  }

  /** Returns the time at which an operation begins, to be given to one of the counting methods. */
  long start() {
    return enabled ? nanoTime.getAsLong() : 0;
  }

  void got(long start, long hitCount, long missCount) {
    if (enabled) {
      hits.add(hitCount);
      misses.add(missCount);
      getTimes.add(nanoTime.getAsLong() - start, hitCount + missCount);
    }
  }

  void put(long start, long count) {
    if (enabled && count > 0) {
      puts.add(count);
      putTimes.add(nanoTime.getAsLong() - start, count);
    }
  }

  void removed(long start, long count) {
    if (enabled && count > 0) {
      removals.add(count);
      removeTimes.add(nanoTime.getAsLong() - start, count);
    }
  }

  /** Counts an entry that left for want of room. */
  public void evicted() {
    if (enabled) {
      evictions.increment();
    }
  }

  @Override
  public void clear() {
    hits.reset();
    misses.reset();
    puts.reset();
    removals.reset();
    evictions.reset();
    getTimes.reset();
    putTimes.reset();
    removeTimes.reset();
  }

  @Override
  public long getCacheHits() {
    return hits.sum();
  }

  @Override
  public float getCacheHitPercentage() {
    return percentage(getCacheHits());
  }

  @Override
  public long getCacheMisses() {
    return misses.sum();
  }

  @Override
  public float getCacheMissPercentage() {
    return percentage(getCacheMisses());
  }

  @Override
  public long getCacheGets() {
    return getCacheHits() + getCacheMisses();
  }

  @Override
  public long getCachePuts() {
    return puts.sum();
  }

  @Override
  public long getCacheRemovals() {
    return removals.sum();
  }

  @Override
  public long getCacheEvictions() {
    return evictions.sum();
  }

  @Override
  public float getAverageGetTime() {
    return getTimes.average();
  }

  @Override
  public float getAveragePutTime() {
    return putTimes.average();
  }

  @Override
  public float getAverageRemoveTime() {
    return removeTimes.average();
  }

  private float percentage(long part) {
    long gets = getCacheGets();
    return gets == 0 ? 0 : 100f * part / gets;
  }

  /** The time of some operations, and their number. */
  private static final class Times {
    private final LongAdder nanos = new LongAdder();
    private final LongAdder count = new LongAdder();

    void add(long elapsedNanos, long operations) {
      nanos.add(elapsedNanos);
      count.add(operations);
    }

    float average() {
      long operations = count.sum();
      return operations == 0 ? 0 : nanos.sum() / NANOS_PER_MICRO / operations;
    }

    void reset() {
      nanos.reset();
      count.reset();
    }
  }
}
