/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.monitor;

import static java.util.Objects.requireNonNull;

import io.tiercel.monitoring.CacheAnalytics;
import io.tiercel.monitoring.CacheHealth;
import io.tiercel.monitoring.CacheMetrics;
import io.tiercel.monitoring.HealthListener;
import io.tiercel.monitoring.MetricsCollection;
import io.tiercel.monitoring.MetricsInterval;
import io.tiercel.monitoring.SeriesMetrics;
import io.tiercel.monitoring.TierStates;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The analytics of one manager. Safe for many threads. */
public final class Monitor implements CacheAnalytics, AutoCloseable {
  private static final Logger LOG = System.getLogger(Monitor.class.getName());
  private static final Duration HEALTH_WINDOW = Duration.ofMinutes(5);
  private static final long ASKED_INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<HealthListener> listeners = new CopyOnWriteArrayList<>();
  private final Object judging = new Object();
  private final Meters meters;
  private final Supplier<TierStates> tiers;
  private final LongSupplier nanoTime;
  private final History history;
  private @Nullable TierStates states;
  private long statesNanos;
  private @Nullable CacheHealth judged;
  private @Nullable CollectionThread thread;
  private boolean closed;

  /**
   * Creates the analytics.
   *
   * @param meters what counts
   * @param mostSeries the most series that are shown one by one
   * @param tiers asks which tiers there are, and whether they serve
   * @param nanoTime the clock
   */
  public Monitor(Meters meters, int mostSeries, Supplier<TierStates> tiers, LongSupplier nanoTime) {
    this.meters = meters;
    this.tiers = tiers;
    this.nanoTime = nanoTime;
    this.history = new History(meters, mostSeries, nanoTime.getAsLong());
  }

  @Override
  public CacheMetrics currentMetrics() {
    synchronized (history) {
      return history.sinceOpened(now());
    }
  }

  @Override
  public CacheMetrics currentMetrics(Duration window) {
    requirePositive("window", window);
    synchronized (history) {
      collectIfDue();
      return history.window(window, now());
    }
  }

  @Override
  public List<MetricsInterval> intervals() {
    synchronized (history) {
      collectIfDue();
      return history.intervals(now());
    }
  }

  @Override
  public List<SeriesMetrics> series() {
    synchronized (history) {
      return history.seriesSinceOpened();
    }
  }

  @Override
  public List<SeriesMetrics> series(Duration window) {
    requirePositive("window", window);
    synchronized (history) {
      collectIfDue();
      return history.seriesOf(window, now());
    }
  }

  @Override
  public void forEachSeries(Consumer<SeriesMetrics> consumer) {
    Meters.All all = meters.all();
    all.meters().forEach(meter -> consumer.accept(Ranking.of(meter.cacheName(), meter.counts())));
    if (!all.forgotten().isEmpty()) {
      consumer.accept(SeriesMetrics.other(all.forgotten()));
    }
  }

  @Override
  public void collect() {
    synchronized (history) {
      history.collect(now());
    }
    CacheHealth now = health();
    CacheHealth before;
    synchronized (judging) {
      before = judged;
      judged = now;
    }
    if (before != null && before.status() != now.status()) {
      LOG.log(Level.INFO, () -> Messages.statusChanged(before, now));
      listeners.forEach(listener -> listener.changed(before, now));
    }
  }

  @Override
  public MetricsCollection startMetricsCollection(Duration interval) {
    requirePositive("interval", interval);
    CollectionThread started = new CollectionThread(this::collect, interval);
    replace(started);
    return () -> {
      started.close();
      forget(started);
    };
  }

  @Override
  public CacheHealth health() {
    TierStates known;
    synchronized (judging) {
      known = states;
      if (known != null && now() - statesNanos > PROBE_NANOS) {
        known = null;
      }
    }
    if (known == null) {
      known = tiers.get();
      synchronized (judging) {
        states = known;
        statesNanos = now();
      }
    }
    return CacheHealth.of(currentMetrics(HEALTH_WINDOW).counts(), known);
  }

  @Override
  public void addHealthListener(HealthListener listener) {
    listeners.add(requireNonNull(listener, "listener"));
  }

  @Override
  public void removeHealthListener(HealthListener listener) {
    listeners.remove(listener);
  }

  @Override
  public String exportMetrics() {
    Map<String, CacheMetrics> periods = new LinkedHashMap<>();
    periods.put("sinceStart", currentMetrics());
    periods.put("last1Minute", currentMetrics(Duration.ofMinutes(1)));
    periods.put("last5Minutes", currentMetrics(Duration.ofMinutes(5)));
    periods.put("last15Minutes", currentMetrics(Duration.ofMinutes(15)));
    return MetricsJson.of(periods, series());
  }

  @Override
  public void close() {
    synchronized (judging) {
      closed = true;
    }
    replace(null);
  }

  private void replace(@Nullable CollectionThread next) {
    CollectionThread ended;
    synchronized (judging) {
      boolean late = closed && next != null;
      ended = late ? next : thread;
      thread = late ? null : next;
    }
    if (ended != null) {
      ended.close();
    }
  }

  private void forget(CollectionThread ended) {
    synchronized (judging) {
      thread = thread == ended ? null : thread;
    }
  }

  private long now() {
    return nanoTime.getAsLong();
  }

  private void collectIfDue() {
    long now = now();
    if (now - history.collectedNanos() >= ASKED_INTERVAL_NANOS) {
      history.collect(now);
    }
  }

  private static void requirePositive(String what, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw Messages.notPositive(what, duration);
    }
  }
}
