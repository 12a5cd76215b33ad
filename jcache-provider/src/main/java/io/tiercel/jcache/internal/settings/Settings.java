/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings that count, one at most for a key, each allowed by its key's rule.
 *
 * @param byName the settings by the names of their keys
 * @param resources the resources declared under {@code caches}
 */
record Settings(Map<String, Setting> byName, SortedSet<String> resources) {
  /** Returns a key's setting, or null where nothing sets it. */
  @Nullable Setting find(Key key) {
    return byName.get(key.name());
  }

  boolean flag(Key key) {
    return Boolean.parseBoolean(text(key));
  }

  boolean flag(Key key, boolean otherwise) {
    return find(key) == null ? otherwise : flag(key);
  }

  long number(Key key) {
    return Long.parseLong(text(key));
  }

  long number(Key key, long otherwise) {
    return find(key) == null ? otherwise : number(key);
  }

  double decimal(Key key) {
    return Double.parseDouble(text(key));
  }

  double decimal(Key key, double otherwise) {
    return find(key) == null ? otherwise : decimal(key);
  }

  @Nullable Long findNumber(Key key) {
    return findText(key) == null ? null : number(key);
  }

  Duration seconds(Key key) {
    return Duration.ofSeconds(number(key));
  }

  Duration seconds(Key key, Duration otherwise) {
    return find(key) == null ? otherwise : seconds(key);
  }

  <E extends Enum<E>> E choice(Key key, Class<E> type) {
    return Enum.valueOf(type, text(key).toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  <E extends Enum<E>> E choice(Key key, E otherwise) {
    return find(key) == null ? otherwise : choice(key, otherwise.getDeclaringClass());
  }

  String text(Key key) {
    return requireNonNull(find(key), key.name()).text();
  }

  /** Returns a key's text, or null where nothing sets it, or an empty text does. */
  @Nullable String findText(Key key) {
    Setting setting = find(key);
    return setting == null || setting.text().isEmpty() ? null : setting.text();
  }

  /** Returns a key's parts, none where nothing sets it. */
  List<String> list(Key key) {
    String text = findText(key);
    return text == null ? List.of() : Rule.split(text);
  }
}
