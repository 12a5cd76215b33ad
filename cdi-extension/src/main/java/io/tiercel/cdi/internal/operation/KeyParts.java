/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Arguments as parts of a key. Arrays count by their elements, deeply; an object whose class does
 * not define {@code equals} is refused, since no later call could ever find what it stored.
 */
final class KeyParts {
  private static final ClassValue<Boolean> DEFINES_EQUALS =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          try {
            return type == Class.class
                || type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
          } catch (NoSuchMethodException impossible) {
            throw new AssertionError(impossible);
          }
        }
      };

  private KeyParts() {}

  /** Tells whether arguments of a parameter's type can be parts of a key. */
  static boolean canBe(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element.isPrimitive()
        || element == Object.class
        || Modifier.isAbstract(element.getModifiers())
        || DEFINES_EQUALS.get(element);
  }

  /**
   * Returns an argument as part of a key.
   *
   * @param method the method, for the message
   * @throws CacheException if its class, or that of an element, does not define {@code equals}
   */
  static @Nullable Object of(@Nullable Object argument, String method) {
    if (argument == null) {
      return null;
    }
    if (!argument.getClass().isArray()) {
      if (!DEFINES_EQUALS.get(argument.getClass())) {
        throw new CacheException(Messages.argumentWithoutEquals(method, argument.getClass()));
      }
      return argument;
    }
    int length = Array.getLength(argument);
    List<@Nullable Object> elements = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      elements.add(of(Array.get(argument, i), method));
    }
    return Collections.unmodifiableList(elements);
  }
}
