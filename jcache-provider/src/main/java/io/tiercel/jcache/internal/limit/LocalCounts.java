/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.limit;

import io.tiercel.ratelimit.Limit;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What subjects took on this node without Redis: at most 100,000 of them, further ones share one
 * count. Those that have nothing counted are forgotten as others come. Safe for many threads.
 */
final class LocalCounts {
  /** Counts the subjects that have no room; no subject's text is empty. */
  private static final String OTHERS = "";

  private static final int MOST_SUBJECTS = 100_000;
  private static final int FIRST_SWEEP = 1_000;
  private static final long SWEEP_PAUSE_MICROS = 1_000_000;

  private final List<Limit> limits;
  private final LongSupplier nanos;
  private final ConcurrentMap<String, LocalUse> uses = new ConcurrentHashMap<>();
  private final AtomicLong sweptMicros;
  private volatile int sweepAt = FIRST_SWEEP;

  /**
   * Creates the counts, all zero.
   *
   * @param nanos a clock that never goes back
   */
  LocalCounts(List<Limit> limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
    this.sweptMicros = new AtomicLong(micros());
  }

  /** Takes permits of a node's share of every limit, or of none. */
  List<Reading> acquire(String subject, long permits, int nodes) {
    sweepIfDue();
    String counted = uses.size() < MOST_SUBJECTS || uses.containsKey(subject) ? subject : OTHERS;
    while (true) {
      LocalUse use = uses.computeIfAbsent(counted, none -> new LocalUse(limits));
      synchronized (use) {
        if (!use.isGone()) {
          return use.acquire(micros(), permits, nodes);
        }
      }
    }
  }

  /** Returns what a subject took that Redis was not told of, and forgets it. */
  long[] drain(String subject) {
    LocalUse use = uses.isEmpty() ? null : uses.get(subject);
    if (use == null) {
      return new long[limits.size()];
    }
    synchronized (use) {
      if (use.isGone()) {
        return new long[limits.size()];
      }
      uses.remove(subject, use);
      return use.drain(micros());
    }
  }

  /** Takes back what Redis could not be told. */
  void restore(String subject, long[] owed) {
    long sum = 0;
    for (long one : owed) {
      sum += one;
    }
    while (sum > 0) {
      LocalUse use = uses.computeIfAbsent(subject, none -> new LocalUse(limits));
      synchronized (use) {
        if (!use.isGone()) {
          use.add(micros(), owed);
          return;
        }
      }
    }
  }

  /** Returns for how many subjects something is kept. */
  int size() {
    return uses.size();
  }

  private void sweepIfDue() {
    long now = micros();
    long swept = sweptMicros.get();
    if (uses.size() < sweepAt
        || now - swept < SWEEP_PAUSE_MICROS
        || !sweptMicros.compareAndSet(swept, now)) {
      return;
    }
    uses.forEach(
        (subject, use) -> {
          synchronized (use) {
            if (use.forgetIfUnused(now)) {
              uses.remove(subject, use);
            }
          }
        });
    sweepAt = Math.min(MOST_SUBJECTS, Math.max(FIRST_SWEEP, 2 * uses.size()));
  }

  private long micros() {
    return nanos.getAsLong() / 1000;
  }
}
