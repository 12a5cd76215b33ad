/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.cdi.CacheHealthChanged;
import io.tiercel.cdi.internal.tenant.CurrentTenant;
import io.tiercel.jcache.config.AnalyticsSettings;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.monitoring.CacheAnalytics;
import io.tiercel.monitoring.HealthListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Collects metrics and judges the health of the caches while the application runs, where {@code
 * tiercel.monitoring-enabled} is on; records them, invalidations and denials of rate limits, where
 * {@code tiercel.analytics.persistence-unit} names a persistence unit.
 */
@ApplicationScoped
public class AnalyticsRecording {
  private static final System.Logger LOG = System.getLogger(AnalyticsRecording.class.getName());

  private @Nullable Running running;

  /** Creates the bean; the CDI container does. */
  public AnalyticsRecording() {}

  /** What goes on while the application runs. */
  private record Running(
      CacheAnalytics analytics,
      HealthListener listener,
      ServerResources.Executor executor,
      Future<?> collection,
      @Nullable Recording recording) {
    void end() {
      collection.cancel(false);
      analytics.removeHealthListener(listener);
      if (recording != null) {
        recording.close();
      }
      executor.close();
    }
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      TiercelSettings settings,
      CurrentTenant tenants,
      CacheAnalytics analytics,
      Event<CacheHealthChanged> changes) {
    AnalyticsSettings chosen = settings.application().analytics();
    ServerResources server = new ServerResources();
    String source = chosen.migrateDataSource();
    if (source != null) {
      StartMigration.run(source, server);
    }
    String unit = chosen.persistenceUnit();
    if (unit == null) {
      LOG.log(System.Logger.Level.INFO, Messages.notRecording());
      if (!settings.monitoringEnabled()) {
        return;
      }
    } else if (!hasPersistence()) {
      throw new IllegalStateException(Messages.noPersistence(unit));
    }
    ServerResources.Executor executor = server.executor();
    Recording recording = unit == null ? null : Recording.open(unit, server, executor, tenants);
    HealthListener listener = (before, now) -> changes.fire(new CacheHealthChanged(before, now));
    analytics.addHealthListener(listener);
    Future<?> collection =
        schedule(executor, chosen.interval(), task(analytics, recording, chosen));
    running = new Running(analytics, listener, executor, collection, recording);
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
    Running started = running;
    if (started != null) {
      started.end();
      running = null;
    }
  }

  /** Returns the number of rows that could not be recorded since the application started. */
  public long droppedRows() {
    Running started = running;
    Recording recording = started == null ? null : started.recording();
    return recording == null ? 0 : recording.dropped();
  }

  private static CollectionTask task(
      CacheAnalytics analytics, @Nullable Recording recording, AnalyticsSettings settings) {
    int intervalsPerDay = (int) (Duration.ofDays(1).toMillis() / settings.interval().toMillis());
    if (recording == null) {
      return new CollectionTask(analytics, () -> {}, () -> {}, intervalsPerDay);
    }
    Runnable recorder = recording.recorder(analytics);
    return new CollectionTask(
        analytics, recorder, recording.maintenance(settings.retentionDays()), intervalsPerDay);
  }

  private static Future<?> schedule(
      ServerResources.Executor executor, Duration interval, Runnable task) {
    long millis = interval.toMillis();
    return executor.service().scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
  }

  private static boolean hasPersistence() {
    try {
      Class.forName(
          "jakarta.persistence.Persistence", false, AnalyticsRecording.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }
}
