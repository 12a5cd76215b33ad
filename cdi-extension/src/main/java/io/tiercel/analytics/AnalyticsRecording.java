/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.cdi.internal.tenant.CurrentTenant;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.ratelimit.RateLimitObserver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Records invalidations and denials of rate limits while the application runs, where {@code
 * tiercel.analytics.persistence-unit} names a persistence unit.
 */
@ApplicationScoped
public class AnalyticsRecording {
  private static final System.Logger LOG = System.getLogger(AnalyticsRecording.class.getName());

  private @Nullable Running running;

  /** Creates the bean; the CDI container does. */
  public AnalyticsRecording() {}

  /** What records while the application runs. */
  private record Running(
      RowStore store,
      ServerResources.Executor executor,
      RowWriter<CountedInvalidation> invalidations,
      InvalidationCounts counts,
      RowWriter<Denial> denials,
      RateLimitObserver observer) {
    void begin() {
      InvalidationObserver.add(counts);
      DenialObserver.add(observer);
    }

    void end() {
      InvalidationObserver.remove(counts);
      counts.end();
      DenialObserver.remove(observer);
      invalidations.close();
      denials.close();
      store.close();
      executor.close();
    }
  }

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      TiercelSettings settings,
      CurrentTenant tenants) {
    String unit = settings.application().persistenceUnit();
    if (unit == null) {
      LOG.log(System.Logger.Level.INFO, Messages.notRecording());
      return;
    }
    if (!hasPersistence()) {
      throw new IllegalStateException(Messages.noPersistence(unit));
    }
    Running started = open(unit, tenants);
    running = started;
    started.begin();
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
    Running started = running;
    if (started != null) {
      started.end();
      running = null;
    }
  }

  private static Running open(String unit, CurrentTenant tenants) {
    var server = new ServerResources();
    RowStore store = JpaRowStore.open(unit, server);
    ServerResources.Executor executor = server.executor();
    Clock clock = Clock.systemUTC();
    String node = ManagementFactory.getRuntimeMXBean().getName();
    var invalidations = new RowWriter<>(new InvalidationBuffer(node), store, executor.service());
    var counts = new InvalidationCounts(invalidations, clock);
    var denials = new RowWriter<>(new DenialBuffer(clock, node), store, executor.service());
    RateLimitObserver observer =
        (limiter, subject, permits, verdict) ->
            denials.accept(new Denial(tenants.find(), limiter, subject, verdict.degraded()));
    return new Running(store, executor, invalidations, counts, denials, observer);
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
