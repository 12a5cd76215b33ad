/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration of MicroProfile says. The only class that knows MicroProfile Config, so that
 * the extension goes without it.
 */
final class MicroProfileProperties {
  private static final String PREFIX = "tiercel.";

  private final @Nullable Config config;
  private final Predicate<String> systemProperty;
  private final Predicate<String> variable;

  /**
   * Reads a configuration, or none.
   *
   * @param systemProperty tells whether there is a system property of a name
   * @param variable tells whether there is an environment variable of a name
   */
  MicroProfileProperties(
      @Nullable Config config, Predicate<String> systemProperty, Predicate<String> variable) {
    this.config = config;
    this.systemProperty = systemProperty;
    this.variable = variable;
  }

  /** Returns the properties of an application; none where the API stands without a product. */
  static MicroProfileProperties of(ClassLoader applicationLoader) {
    Config config;
    try {
      config = ConfigProvider.getConfig(applicationLoader);
    } catch (IllegalStateException e) {
      config = null;
    }
    return new MicroProfileProperties(
        config, name -> System.getProperty(name) != null, System.getenv()::containsKey);
  }

  /** Returns the values of these keys, and of the other names that begin with our prefix. */
  Map<String, String> read(Set<String> keys) {
    Map<String, String> found = new HashMap<>();
    if (config != null) {
      keys.forEach(key -> read(config, key, found));
      for (String name : config.getPropertyNames()) {
        if (name.startsWith(PREFIX) && !keys.contains(name) && !isReadElsewhere(name)) {
          read(config, name, found);
        }
      }
    }
    return found;
  }

  /**
   * System properties are a layer of their own. A variable such as TIERCEL_L1_TTL_SECONDS is
   * answered when its key is asked for, but listed under a name that nobody meant.
   */
  private boolean isReadElsewhere(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_]", "_");
    return systemProperty.test(name)
        || variable.test(plain)
        || variable.test(plain.toUpperCase(Locale.ROOT));
  }

  private static void read(Config config, String name, Map<String, String> found) {
    config.getOptionalValue(name, String.class).ifPresent(value -> found.put(name, value));
  }
}
