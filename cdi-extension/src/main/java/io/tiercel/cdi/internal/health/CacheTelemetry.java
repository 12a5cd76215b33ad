/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.health;

import io.opentelemetry.api.OpenTelemetry;
import io.tiercel.monitoring.opentelemetry.TiercelTelemetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import javax.cache.CacheManager;
import org.jspecify.annotations.Nullable;

/**
 * Tells the metrics to the OpenTelemetry of the application, which MicroProfile Telemetry brings;
 * the only class that names its types. An application without such a bean is told nothing of.
 */
@ApplicationScoped
public class CacheTelemetry {
  private @Nullable TiercelTelemetry registered;

  void start(
      @Observes @Initialized(ApplicationScoped.class) Object event,
      Instance<OpenTelemetry> telemetry,
      Instance<CacheManager> manager) {
    if (telemetry.isResolvable()) {
      registered = TiercelTelemetry.register(telemetry.get(), manager.get());
    }
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
    if (registered != null) {
      registered.close();
      registered = null;
    }
  }
}
