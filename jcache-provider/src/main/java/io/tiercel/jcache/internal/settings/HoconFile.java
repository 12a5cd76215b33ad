/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.tiercel.jcache.internal.settings.Given.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads what stands under {@code tiercel} in HOCON. Asks neither the context class loader nor a
 * cache that outlives the call.
 */
final class HoconFile {
  private static final String ROOT = "tiercel";
  private static final String APPLICATION = "application.conf";

  private final List<Given> found = new ArrayList<>();

  private HoconFile() {}

  /** Returns our defaults, of the file beside this class. */
  static List<Given> defaults() {
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setClassLoader(HoconFile.class.getClassLoader())
            .setOriginDescription("defaults.conf");
    try (InputStream stream = HoconFile.class.getResourceAsStream("defaults.conf");
        Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      return under(ConfigFactory.parseReader(reader, options).getObject(ROOT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns what the application's file says, nothing where there is no file. Its substitutions are
   * looked for in the file, the system properties and the environment; those outside our section
   * may stay open, they are another library's.
   */
  static List<Given> application(ConfigurationSources sources, Problems problems) {
    ConfigParseOptions options =
        ConfigParseOptions.defaults().setClassLoader(sources.applicationLoader());
    try {
      Config file = ConfigFactory.parseResources(APPLICATION, options);
      ConfigResolveOptions open = ConfigResolveOptions.noSystem().setAllowUnresolved(true);
      ConfigValue ours = file.withFallback(surroundings(sources)).resolve(open).root().get(ROOT);
      if (ours == null) {
        return List.of();
      }
      if (ours instanceof ConfigObject section) {
        return under(section.toConfig().resolve(ConfigResolveOptions.noSystem()).root());
      }
      problems.add(Messages.notASection(ours.origin().description()));
    } catch (ConfigException e) {
      problems.add(Messages.unreadable(APPLICATION, String.valueOf(e.getMessage())));
    }
    return List.of();
  }

  private static Config surroundings(ConfigurationSources sources) {
    Properties properties = new Properties();
    properties.putAll(sources.systemProperties());
    return ConfigFactory.parseProperties(properties)
        .withFallback(ConfigValueFactory.fromMap(sources.environment()))
        .withoutPath(ROOT);
  }

  private static List<Given> under(ConfigObject section) {
    HoconFile file = new HoconFile();
    file.walk("", section);
    return file.found;
  }

  private void walk(String parent, ConfigObject section) {
    String start = parent.isEmpty() ? "" : parent + ".";
    new TreeMap<>(section).forEach((name, value) -> visit(start + part(name), value));
  }

  private void visit(String path, ConfigValue value) {
    String origin = value.origin().description();
    switch (value.valueType()) {
      case OBJECT -> {
        ConfigObject section = (ConfigObject) value;
        if (section.isEmpty()) {
          found.add(new Given(path, "", Shape.SECTION, origin));
        }
        walk(path, section);
      }
      case LIST -> found.add(new Given(path, elements((ConfigList) value), Shape.LIST, origin));
      case NULL -> found.add(new Given(path, "", Shape.NULL, origin));
      default -> found.add(Given.value(path, text(value), origin));
    }
  }

  private static String part(String name) {
    return name.indexOf('.') < 0 ? name : '"' + name + '"';
  }

  private static String elements(ConfigList list) {
    return list.stream().map(HoconFile::text).collect(Collectors.joining(","));
  }

  /** Returns a single value as it is written in the file; numbers keep their form. */
  private static String text(ConfigValue value) {
    ConfigValueType type = value.valueType();
    boolean single =
        type == ConfigValueType.STRING
            || type == ConfigValueType.NUMBER
            || type == ConfigValueType.BOOLEAN;
    return single ? value.atKey("value").getString("value") : value.render();
  }
}
