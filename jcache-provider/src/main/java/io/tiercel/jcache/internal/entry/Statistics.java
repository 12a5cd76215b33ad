/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import javax.cache.management.CacheStatisticsMXBean;

/**
 * The counts of one cache on this node since it was opened, or since {@link #clear()}. Counting
 * costs nothing while it is off. Times are averages in microseconds, of single reads over a sample:
 * the first one and about one in {@value #SAMPLED} of the others. Safe for many threads.
 */
public final class Statistics implements CacheStatisticsMXBean {
  private static final float NANOS_PER_MICRO = 1000f;
  private static final int SAMPLED = 64;

  private final LongSupplier nanoTime;
  private volatile Counters counters = Counters.NONE;
  private volatile boolean enabled;
  private volatile boolean timed;

  /** What was counted: made when counting begins, since most caches of many never count. */
  private static final class Counters {
    static final Counters NONE = new Counters();

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder removals = new LongAdder();
    private final LongAdder evictions = new LongAdder();
    private final Times getTimes = new Times();
    private final Times putTimes = new Times();
    private final Times removeTimes = new Times();
  }

  /** Creates counters at zero. */
  public Statistics(boolean enabled, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    enable(enabled);
  }

  /** Tells whether it counts. */
  public boolean enabled() {
    return enabled;
  }

  /** Switches counting. */
  public synchronized void enable(boolean on) {
    if (on && counters == Counters.NONE) {
      counters = new Counters();
    }
    enabled = on;
  }

  /** Returns the time at which an operation begins, to be given to one of the counting methods. */
  long start() {
    return enabled ? nanoTime.getAsLong() : 0;
  }

  /**
   * Returns the time at which a single read begins if it is one of those that are timed, else 0.
   *
   * @param monitored whether reads are timed for others, too
   */
  long startRead(boolean monitored) {
    if (!enabled && !monitored) {
      return 0;
    }
    if (timed && (ThreadLocalRandom.current().nextInt() & (SAMPLED - 1)) != 0) {
      return 0;
    }
    timed = true;
    return nanoTime.getAsLong();
  }

  void got(long start, long hitCount, long missCount) {
    if (enabled) {
      if (hitCount != 0) {
        counters.hits.add(hitCount);
      }
      if (missCount != 0) {
        counters.misses.add(missCount);
      }
      if (start != 0) {
        counters.getTimes.add(nanoTime.getAsLong() - start, hitCount + missCount);
      }
    }
  }

  void put(long start, long count) {
    if (enabled && count > 0) {
      counters.puts.add(count);
      counters.putTimes.add(nanoTime.getAsLong() - start, count);
    }
  }

  void removed(long start, long count) {
    if (enabled && count > 0) {
      counters.removals.add(count);
      counters.removeTimes.add(nanoTime.getAsLong() - start, count);
    }
  }

  /** Counts an entry that left for want of room. */
  public void evicted() {
    if (enabled) {
      counters.evictions.increment();
    }
  }

  @Override
  public synchronized void clear() {
    timed = false;
    if (counters != Counters.NONE) {
      counters = new Counters();
    }
  }

  @Override
  public long getCacheHits() {
    return counters.hits.sum();
  }

  @Override
  public float getCacheHitPercentage() {
    return percentage(getCacheHits());
  }

  @Override
  public long getCacheMisses() {
    return counters.misses.sum();
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
    return counters.puts.sum();
  }

  @Override
  public long getCacheRemovals() {
    return counters.removals.sum();
  }

  @Override
  public long getCacheEvictions() {
    return counters.evictions.sum();
  }

  @Override
  public float getAverageGetTime() {
    return counters.getTimes.average();
  }

  @Override
  public float getAveragePutTime() {
    return counters.putTimes.average();
  }

  @Override
  public float getAverageRemoveTime() {
    return counters.removeTimes.average();
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
  }
}
