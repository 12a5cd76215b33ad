/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.tiercel.jcache.internal.settings.Given.Shape;
import io.tiercel.jcache.spi.SettingsSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Lays the layers over each other: of each key the strongest setting stays. For one thread. */
final class SettingsCollector {
  private final Map<String, Setting> byName = new HashMap<>();
  private final SortedSet<String> resources = new TreeSet<>();
  private final Problems problems;

  private SettingsCollector(Problems problems) {
    this.problems = problems;
  }

  static Settings collect(ConfigurationSources sources, Problems problems) {
    SettingsCollector collector = new SettingsCollector(problems);
    collector.add(Layer.DEFAULTS, HoconFile.defaults());
    collector.add(Layer.APPLICATION_FILE, HoconFile.application(sources, problems));
    for (SettingsSource source : sources.others()) {
      collector.add(Layer.SETTINGS_SOURCES, other(source, sources.applicationLoader(), problems));
    }
    collector.add(Layer.ENVIRONMENT, environment(sources.environment()));
    collector.add(Layer.SYSTEM_PROPERTIES, system(sources.systemProperties()));
    collector.add(Layer.MANAGER_PROPERTIES, manager(sources.managerProperties()));
    return new Settings(collector.byName, collector.resources);
  }

  private static List<Given> environment(Map<String, String> environment) {
    return Keys.OF_MANAGER.stream().flatMap(key -> environment(key, environment)).toList();
  }

  /** Returns what a key's variable says; a blank variable is as good as none. */
  private static Stream<Given> environment(Key key, Map<String, String> environment) {
    String variable = key.variable();
    String text = variable == null ? null : environment.get(variable);
    return text == null || text.isBlank()
        ? Stream.empty()
        : Stream.of(Given.value(key.name(), text, "environment variable " + variable));
  }

  private static List<Given> system(Map<String, String> properties) {
    return prefixed(properties, "system property");
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // a source is the code of others
  private static List<Given> other(
      SettingsSource source, ClassLoader applicationLoader, Problems problems) {
    Set<String> keys =
        Keys.OF_MANAGER.stream()
            .map(key -> Layer.SETTINGS_SOURCES.written(key.name()))
            .collect(toUnmodifiableSet());
    try {
      return prefixed(source.read(applicationLoader, keys), source.name());
    } catch (RuntimeException e) {
      problems.add(Messages.unreadableSource(source.name(), e));
      return List.of();
    }
  }

  /** Returns the properties that begin with our prefix. */
  private static List<Given> prefixed(Map<String, String> properties, String place) {
    String prefix = Layer.SYSTEM_PROPERTIES.written("");
    return properties.entrySet().stream()
        .filter(property -> property.getKey().startsWith(prefix))
        .map(
            property ->
                Given.value(
                    property.getKey().substring(prefix.length()),
                    property.getValue(),
                    place + " '" + property.getKey() + "'"))
        .sorted(comparing(Given::path))
        .toList();
  }

  /** Returns the properties that are meant for us: a manager's may hold anybody's. */
  private static List<Given> manager(Properties properties) {
    return ConfigurationSources.texts(properties).entrySet().stream()
        .filter(property -> Spelling.looksLikeOurs(property.getKey()))
        .map(
            property ->
                Given.value(
                    property.getKey(),
                    property.getValue(),
                    "manager property '" + property.getKey() + "'"))
        .sorted(comparing(Given::path))
        .toList();
  }

  private void add(Layer layer, List<Given> layerContent) {
    layerContent.forEach(given -> add(layer, given));
  }

  private void add(Layer layer, Given given) {
    if (given.shape() == Shape.SECTION) {
      addSection(layer, given);
      return;
    }
    Key key = Keys.find(given.path());
    if (key == null) {
      problems.add(Messages.unknownKey(layer, given));
      return;
    }
    String resource = key.resource();
    if (resource != null && !declare(layer, given, resource)) {
      return;
    }
    if (given.shape() == Shape.LIST && !key.rule().isList()) {
      problems.add(Messages.listForOne(layer, given, key));
    } else if (given.shape() != Shape.NULL) {
      put(new Setting(key, stripped(key, given.text()), layer, given.origin()));
    }
  }

  /** Declares the resource of an empty section; other empty sections say nothing. */
  private void addSection(Layer layer, Given given) {
    if (given.path().startsWith("caches.")) {
      declare(layer, given, Keys.unquoted(given.path().substring("caches.".length())));
    }
  }

  private boolean declare(Layer layer, Given given, String resource) {
    if (Keys.isResource(resource)) {
      resources.add(resource);
      return true;
    }
    problems.add(Messages.malformedResource(layer, given, resource));
    return false;
  }

  private void put(Setting setting) {
    Setting weaker = byName.put(setting.key().name(), setting);
    if (weaker != null && weaker.layer() == setting.layer()) {
      problems.add(Messages.setTwice(weaker, setting));
    }
  }

  /** Returns a text without the blanks around it, save a password's. */
  private static String stripped(Key key, String text) {
    return key.rule().kind() == Rule.Kind.SECRET ? text : text.strip();
  }
}
