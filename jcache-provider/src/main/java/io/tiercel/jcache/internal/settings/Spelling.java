/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import static java.util.Comparator.comparingInt;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what was probably meant. */
final class Spelling {
  private static final int TYPING_ERRORS = 2;

  private Spelling() {}

  /** Returns the known key that is nearest to a path. */
  static String nearestKey(String path) {
    String first = firstPart(path);
    if (first.equals(path) || distance(first, "caches") > 1) {
      return nearest(path, names(Keys.OF_MANAGER));
    }
    String rest = path.substring(first.length() + 1);
    int end = rest.startsWith("\"") ? rest.indexOf('"', 1) + 1 : rest.indexOf('.');
    String resource = end > 0 ? rest.substring(0, end) : rest;
    String setting = rest.substring(Math.min(rest.length(), resource.length() + 1));
    return "caches." + resource + "." + nearest(setting, names(Keys.OF_CACHE));
  }

  /**
   * Tells whether a path is meant for us: its first part is one of ours, or it is one of our keys
   * but for a slip of the pen.
   */
  static boolean looksLikeOurs(String path) {
    String first = firstPart(path);
    return Stream.concat(Stream.of("tiercel", "caches"), names(Keys.OF_MANAGER).stream())
            .map(Spelling::firstPart)
            .anyMatch(ours -> distance(first, ours) <= (ours.length() > 3 ? 1 : 0))
        || names(Keys.OF_MANAGER).stream().anyMatch(key -> distance(path, key) <= TYPING_ERRORS);
  }

  private static String firstPart(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }

  private static List<String> names(List<Key> keys) {
    return keys.stream().map(Key::name).toList();
  }

  private static String nearest(String word, List<String> candidates) {
    Optional<String> begun =
        candidates.stream()
            .filter(candidate -> candidate.startsWith(word) || word.startsWith(candidate))
            .min(comparingInt(candidate -> Math.abs(candidate.length() - word.length())));
    return begun.orElseGet(
        () ->
            candidates.stream()
                .min(comparingInt(candidate -> distance(word, candidate)))
                .orElseThrow());
  }

  /** Returns how many letters must be changed, added or taken away. Source: Levenshtein, 1966. */
  static int distance(String one, String other) {
    int[] above = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(above[j - 1] + change, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[other.length()];
  }
}
