/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds methods whose keys can be the same text though they mean different things: in one cache, a
 * method without arguments is kept under its own name, and one with a single text argument under
 * that text.
 */
final class KeyTexts {
  private final Map<String, List<String>> namedByMethod = new TreeMap<>();
  private final Map<String, List<String>> namedByText = new TreeMap<>();

  void add(CacheTarget target, Method method, List<Integer> keys) {
    if (keys.isEmpty()) {
      remember(namedByMethod, target);
    } else if (keys.size() == 1
        && method.getParameterTypes()[keys.get(0)].isAssignableFrom(String.class)) {
      remember(namedByText, target);
    }
  }

  void report(Problems problems) {
    namedByMethod.forEach(
        (resource, methods) -> {
          List<String> others = namedByText.getOrDefault(resource, List.of());
          if (!others.isEmpty()) {
            problems.add(Messages.ambiguousKeys(resource, methods, others));
          }
        });
  }

  private static void remember(Map<String, List<String>> methods, CacheTarget target) {
    methods.computeIfAbsent(target.resource(), resource -> new ArrayList<>()).add(target.method());
  }
}
