/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The invalidations that one pass counts. Which of them may have reached a key is found by the
 * beginnings of the key, so that it matters little how many there are. Immutable.
 */
final class CountRequests {
  private final Map<String, List<CountRequest>> byStart = new HashMap<>();
  private final int[] lengths;

  CountRequests(List<CountRequest> requests) {
    for (CountRequest request : requests) {
      byStart.computeIfAbsent(request.start(), start -> new ArrayList<>()).add(request);
    }
    this.lengths = byStart.keySet().stream().mapToInt(String::length).distinct().toArray();
  }

  /** Returns those that may have reached the entry of a key. */
  List<CountRequest> reaching(String key) {
    List<CountRequest> found = new ArrayList<>();
    for (int length : lengths) {
      if (length <= key.length()) {
        for (CountRequest request : byStart.getOrDefault(key.substring(0, length), List.of())) {
          if (request.reaches().test(key)) {
            found.add(request);
          }
        }
      }
    }
    return found;
  }

  /** Returns how the keys of all of them begin. */
  String commonStart() {
    String common = null;
    for (String start : byStart.keySet()) {
      common = common == null ? start : common(common, start);
    }
    return common == null ? "" : common;
  }

  private static String common(String one, String other) {
    int length = 0;
    while (length < one.length()
        && length < other.length()
        && one.charAt(length) == other.charAt(length)) {
      length++;
    }
    return one.substring(0, length);
  }
}
