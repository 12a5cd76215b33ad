/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.cdi.internal.tenant.CurrentTenant;
import io.tiercel.monitoring.CacheAnalytics;
import io.tiercel.monitoring.SeriesMetrics;
import io.tiercel.ratelimit.RateLimitObserver;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What records through a persistence unit, from its opening to its end. Safe for many threads. */
final class Recording implements AutoCloseable {
  private final JpaRowStore store;
  private final RowWriter<CountedInvalidation> invalidations;
  private final InvalidationCounts counts;
  private final RowWriter<Denial> denials;
  private final RowWriter<SeriesMetrics> hours;
  private final RateLimitObserver observer;
  private @Nullable MetricsRecorder recorder;

  private Recording(JpaRowStore store, ServerResources.Executor executor, CurrentTenant tenants) {
    Clock clock = Clock.systemUTC();
    String node = ManagementFactory.getRuntimeMXBean().getName();
    this.store = store;
    this.invalidations =
        new RowWriter<>(
            new InvalidationBuffer(node), store, executor.service(), executor.context());
    this.counts = new InvalidationCounts(invalidations, clock);
    this.denials =
        new RowWriter<>(
            new DenialBuffer(clock, node), store, executor.service(), executor.context());
    this.hours =
        new RowWriter<>(new HourBuffer(clock), store, executor.service(), executor.context());
    this.observer =
        (limiter, subject, permits, verdict) ->
            denials.accept(new Denial(tenants.find(), limiter, subject, verdict.degraded()));
  }

  /** Opens a unit and begins to record invalidations and denials. */
  static Recording open(
      String unit,
      ServerResources server,
      ServerResources.Executor executor,
      CurrentTenant tenants) {
    Recording opened = new Recording(JpaRowStore.open(unit, server), executor, tenants);
    InvalidationObserver.add(opened.counts);
    DenialObserver.add(opened.observer);
    return opened;
  }

  /** Returns what records the metrics whenever it is run, and at the end. */
  Runnable recorder(CacheAnalytics analytics) {
    MetricsRecorder made = new MetricsRecorder(analytics, hours);
    recorder = made;
    return made::record;
  }

  /** Returns what keeps the tables small. */
  Runnable maintenance(int retentionDays) {
    return new Maintenance(store, retentionDays);
  }

  /** Returns the number of rows that could not be recorded. */
  long dropped() {
    return invalidations.dropped() + denials.dropped() + hours.dropped();
  }

  @Override
  public void close() {
    InvalidationObserver.remove(counts);
    counts.end();
    DenialObserver.remove(observer);
    if (recorder != null) {
      recorder.record();
    }
    invalidations.close();
    denials.close();
    hours.close();
    store.close();
  }
}
