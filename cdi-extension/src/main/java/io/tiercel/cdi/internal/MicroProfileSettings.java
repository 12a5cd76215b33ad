/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import io.tiercel.jcache.spi.SettingsSource;
import java.util.Map;
import java.util.Set;

/**
 * The settings that stand in MicroProfile Config; none where the server does not have it. Safe for
 * many threads.
 */
public final class MicroProfileSettings implements SettingsSource {
  /** Creates the source; called by {@link java.util.ServiceLoader}. */
  public MicroProfileSettings() {}

  @Override
  public String name() {
    return "MicroProfile Config";
  }

  @Override
  public Map<String, String> read(ClassLoader applicationLoader, Set<String> keys) {
    return isThere() ? MicroProfileProperties.of(applicationLoader).read(keys) : Map.of();
  }

  private static boolean isThere() {
    try {
      Class.forName(
          "org.eclipse.microprofile.config.ConfigProvider",
          false,
          MicroProfileSettings.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
