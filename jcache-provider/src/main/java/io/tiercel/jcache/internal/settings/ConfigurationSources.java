/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.spi.SettingsSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;

/**
 * Where settings may stand, in the order in which they are asked; our defaults come last.
 *
 * @param managerProperties given to {@code getCacheManager}: keys without the prefix {@code
 *     tiercel.}
 * @param systemProperties of which those that begin with {@code tiercel.} count
 * @param environment of which the documented variables count
 * @param others places found by {@link ServiceLoader}
 * @param applicationLoader finds the application's {@code application.conf}
 */
public record ConfigurationSources(
    Properties managerProperties,
    Map<String, String> systemProperties,
    Map<String, String> environment,
    List<SettingsSource> others,
    ClassLoader applicationLoader) {

  /** Copies the collections. */
  public ConfigurationSources {
    requireNonNull(applicationLoader, "applicationLoader");
    managerProperties = copy(managerProperties);
    systemProperties = Map.copyOf(systemProperties);
    environment = Map.copyOf(environment);
    others = List.copyOf(others);
  }

  /** Returns the sources of a manager, with this process's system properties and environment. */
  public static ConfigurationSources of(
      Properties managerProperties, ClassLoader applicationLoader) {
    return new ConfigurationSources(
        managerProperties,
        texts(System.getProperties()),
        System.getenv(),
        ServiceLoader.load(SettingsSource.class, applicationLoader).stream()
            .map(ServiceLoader.Provider::get)
            .toList(),
        applicationLoader);
  }

  /** Returns the properties whose key and value are text, the inherited ones too. */
  static Map<String, String> texts(Properties properties) {
    Map<String, String> texts = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      String text = properties.getProperty(name);
      if (text != null) { // else another thread removed it meanwhile
        texts.put(name, text);
      }
    }
    return texts;
  }

  private static Properties copy(Properties properties) {
    Properties copy = new Properties();
    copy.putAll(texts(properties));
    return copy;
  }
}
