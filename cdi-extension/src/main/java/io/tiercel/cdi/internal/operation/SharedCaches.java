/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import static java.util.Comparator.comparing;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds {@code @CacheResult} methods that would answer each other's entries, because they share a
 * cache and their keys can be equal. It is a fault where they answer different types; where they
 * answer the same type under different names it may be meant, and is only said.
 */
final class SharedCaches {
  private final Map<String, List<Reader>> readers = new TreeMap<>();
  private final List<String> warnings = new ArrayList<>();

  /** One method that reads a cache. */
  private record Reader(
      Method method, String name, List<Class<?>> keys, Type result, boolean skipGet) {}

  void add(CacheTarget target, Method method, List<Integer> keys, boolean skipGet) {
    if (keys.isEmpty()) {
      return;
    }
    List<Class<?>> types = new ArrayList<>();
    for (int position : keys) {
      types.add(boxed(method.getParameterTypes()[position]));
    }
    readers
        .computeIfAbsent(target.resource(), resource -> new ArrayList<>())
        .add(new Reader(method, target.method(), types, MethodChecks.answerOf(method), skipGet));
  }

  /** Compares each two readers of a cache. */
  void report(Problems problems) {
    warnings.clear();
    readers.forEach(
        (resource, found) -> {
          List<Reader> methods = found.stream().sorted(comparing(Reader::name)).toList();
          for (int i = 0; i < methods.size(); i++) {
            for (Reader other : methods.subList(i + 1, methods.size())) {
              compare(resource, methods.get(i), other, problems);
            }
          }
        });
  }

  /** Returns what the last report did not call a fault. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  private void compare(String resource, Reader one, Reader other, Problems problems) {
    if (!canBeEqual(one.keys(), other.keys())) {
      return;
    }
    if (differ(one.result(), other.result())) {
      problems.add(Messages.differentResults(resource, one.name(), other.name()));
    } else if (!one.method().getName().equals(other.method().getName())
        && !one.skipGet()
        && !other.skipGet()) {
      warnings.add(Messages.sharedEntries(resource, one.name(), other.name()));
    }
  }

  private static boolean canBeEqual(List<Class<?>> keys, List<Class<?>> others) {
    if (keys.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < keys.size(); i++) {
      if (!related(keys.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean differ(Type one, Type other) {
    Class<?> raw = boxed(raw(one));
    Class<?> otherRaw = boxed(raw(other));
    if (!related(raw, otherRaw)) {
      return true;
    }
    return raw == otherRaw && isExact(one) && isExact(other) && !one.equals(other);
  }

  private static boolean isExact(Type type) {
    return type instanceof ParameterizedType generic
        && List.of(generic.getActualTypeArguments()).stream().allMatch(Class.class::isInstance);
  }

  private static boolean related(Class<?> one, Class<?> other) {
    return one.isAssignableFrom(other) || other.isAssignableFrom(one);
  }

  private static Class<?> raw(Type type) {
    Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
    return raw instanceof Class<?> known ? known : Object.class;
  }

  private static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }
}
