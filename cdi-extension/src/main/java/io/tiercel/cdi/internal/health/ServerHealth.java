/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.health;

import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;

/** What the server is told of the caches: nothing where it has nobody to tell. */
public final class ServerHealth {
  private ServerHealth() {}

  /** Adds the readiness check and the metrics, where there is somebody to ask for them. */
  public static void addTo(BeforeBeanDiscovery event) {
    if (isThere("org.eclipse.microprofile.health.HealthCheck")) {
      event.addAnnotatedType(CacheReadiness.class, CacheReadiness.class.getName());
    }
    if (isThere("io.opentelemetry.api.metrics.ObservableDoubleMeasurement")) {
      event.addAnnotatedType(CacheTelemetry.class, CacheTelemetry.class.getName());
    }
  }

  private static boolean isThere(String type) {
    try {
      Class.forName(type, false, ServerHealth.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
