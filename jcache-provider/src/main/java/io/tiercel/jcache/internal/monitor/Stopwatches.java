/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.monitor;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.HdrHistogram.Recorder;

/** Takes the times of all caches of a manager. Safe for many threads. */
final class Stopwatches {
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final Map<Timed, Recorder> recorders = new EnumMap<>(Timed.class);
  private final LongSupplier nanoTime;

  Stopwatches(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    for (Timed timed : Timed.values()) {
      recorders.put(timed, new Recorder(1, LONGEST_NANOS, Timings.DIGITS));
    }
  }

  long nanos() {
    return nanoTime.getAsLong();
  }

  /** Takes a time; those over ten minutes count as ten minutes. */
  void record(Timed timed, long nanos) {
    Objects.requireNonNull(recorders.get(timed))
        .recordValue(Math.min(Math.max(nanos, 0), LONGEST_NANOS));
  }

  /** Returns what was taken since the last call. */
  Timings take() {
    Timings taken = Timings.empty();
    recorders.forEach((timed, recorder) -> taken.of(timed).add(recorder.getIntervalHistogram()));
    return taken;
  }
}
