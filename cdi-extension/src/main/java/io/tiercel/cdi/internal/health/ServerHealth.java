/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.health;

import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;

/** The checks that the server asks; none where it has no MicroProfile Health. */
public final class ServerHealth {
  private ServerHealth() {}

  /** Adds the checks, where there is somebody to ask them. */
  public static void addTo(BeforeBeanDiscovery event) {
    if (isThere()) {
      event.addAnnotatedType(CacheReadiness.class, CacheReadiness.class.getName());
    }
  }

  private static boolean isThere() {
    try {
      Class.forName(
          "org.eclipse.microprofile.health.HealthCheck",
          false,
          ServerHealth.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
