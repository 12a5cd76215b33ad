/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the cache of one tenant and resource did on this node, or all caches that have no series of
 * their own.
 *
 * @param tenant the tenant; empty for a cache that no tenant owns; null for the rest
 * @param resource the resource; {@value #OTHER} for the rest
 * @param counts what was counted
 */
public record SeriesMetrics(@Nullable String tenant, String resource, Counts counts) {
  /** The name of the rest, in place of a tenant and of a resource. */
  public static final String OTHER = "other";

  /** Returns what the rest did. */
  public static SeriesMetrics other(Counts counts) {
    return new SeriesMetrics(null, OTHER, counts);
  }

  /** Tells whether it is of the caches that have no series of their own. */
  public boolean isOther() {
    return tenant == null;
  }

  /** Returns the mean time of a hit in L1; zero where none was timed. */
  public Duration averageL1() {
    return mean(Measure.L1_NANOS, Measure.L1_TIMED);
  }

  /** Returns the mean time of a read of L2; zero where there was none. */
  public Duration averageL2() {
    return mean(Measure.L2_NANOS, Measure.L2_TIMED);
  }

  /** Returns the mean time of a call of the source; zero where there was none. */
  public Duration averageL3() {
    return mean(Measure.LOAD_NANOS, Measure.LOADS);
  }

  private Duration mean(Measure nanos, Measure number) {
    long times = counts.get(number);
    return times == 0 ? Duration.ZERO : Duration.ofNanos(counts.get(nanos) / times);
  }
}
