/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import static java.nio.file.Files.createTempDirectory;
import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.config.EffectiveSetting;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.spi.SettingsSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Settings in all places, with an application's class loader of its own; starts empty. */
final class SourcesFixture implements AutoCloseable {
  /** What an encrypted cache needs. */
  static final String ENCRYPTION_KEY = "k1:a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=";

  private final Properties managerProperties = new Properties();
  private final Map<String, String> systemProperties = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> other = new HashMap<>();
  private final Path folder;
  private final URLClassLoader loader;

  SourcesFixture() {
    try {
      folder = createTempDirectory("application");
      loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SourcesFixture manager(String key, String value) {
    managerProperties.setProperty(key, value);
    return this;
  }

  SourcesFixture system(String key, String value) {
    systemProperties.put(key, value);
    return this;
  }

  SourcesFixture environment(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Sets a property of a settings source. */
  SourcesFixture other(String key, String value) {
    other.put(key, value);
    return this;
  }

  SourcesFixture file(String hocon) {
    return file("application.conf", hocon);
  }

  SourcesFixture file(String name, String hocon) {
    try {
      Files.writeString(folder.resolve(name), hocon);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Sets a key in one layer, written as that layer wants it, and what else it needs. */
  SourcesFixture set(Layer layer, Key key, String value) {
    if (key.name().endsWith(".encrypted")) {
      manager("codec.encryption-keys", ENCRYPTION_KEY);
    }
    if (key.equals(Keys.TENANT_HEADER)) {
      manager("http.trusted-proxies", "10.0.0.1");
    }
    if (key.equals(Keys.L2_SENTINEL_MASTER)) {
      manager("l2.address", "redis://one");
    }
    return switch (layer) {
      case MANAGER_PROPERTIES -> manager(key.name(), value);
      case SYSTEM_PROPERTIES -> system("tiercel." + key.name(), value);
      case ENVIRONMENT -> environment(requireNonNull(key.variable()), value);
      case SETTINGS_SOURCES -> other("tiercel." + key.name(), value);
      case APPLICATION_FILE -> file("tiercel { " + key.name() + " = \"" + value + "\" }");
      case DEFAULTS -> throw new IllegalArgumentException("The defaults are not to be set.");
    };
  }

  ClassLoader loader() {
    return loader;
  }

  ConfigurationSources sources() {
    return new ConfigurationSources(
        managerProperties,
        systemProperties,
        environment,
        List.of(new OtherSource("another place", other)),
        loader);
  }

  /** A place of settings as others plug it in. */
  record OtherSource(String name, Map<String, String> settings) implements SettingsSource {
    @Override
    public Map<String, String> read(ClassLoader applicationLoader, Set<String> keys) {
      return settings;
    }
  }

  TiercelSettings read() {
    return ConfigurationReader.read(sources()).settings();
  }

  List<String> describe() {
    return ConfigurationReader.report(sources()).settings().stream()
        .map(EffectiveSetting::toString)
        .toList();
  }

  @Override
  public void close() {
    try {
      loader.close();
      for (String name : List.of("application.conf", "included.conf")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
