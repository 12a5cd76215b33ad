/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.jcache.config.TiercelSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Records invalidations while the application runs, where {@code
 * tiercel.analytics.persistence-unit} names a persistence unit.
 */
@ApplicationScoped
public class InvalidationRecording {
  private static final System.Logger LOG = System.getLogger(InvalidationRecording.class.getName());

  private ServerResources.@Nullable Executor executor;
  private @Nullable InvalidationWriter writer;

  /** Creates the bean; the CDI container does. */
  public InvalidationRecording() {}

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event, TiercelSettings settings) {
    String unit = settings.application().persistenceUnit();
    if (unit == null) {
      LOG.log(System.Logger.Level.INFO, Messages.notRecording());
      return;
    }
    if (!hasPersistence()) {
      throw new IllegalStateException(Messages.noPersistence(unit));
    }
    var server = new ServerResources();
    InvalidationStore store = JpaInvalidationStore.open(unit, server);
    ServerResources.Executor lent = server.executor();
    var created =
        new InvalidationWriter(
            store,
            lent.service(),
            Clock.systemUTC(),
            ManagementFactory.getRuntimeMXBean().getName());
    executor = lent;
    writer = created;
    InvalidationObserver.add(created);
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
    InvalidationWriter started = writer;
    ServerResources.Executor lent = executor;
    if (started == null || lent == null) {
      return;
    }
    InvalidationObserver.remove(started);
    started.close();
    lent.close();
    writer = null;
    executor = null;
  }

  private static boolean hasPersistence() {
    try {
      Class.forName(
          "jakarta.persistence.Persistence", false, InvalidationRecording.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }
}
