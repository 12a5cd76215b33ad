/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** The classes that a type is made of. */
final class TypeClasses {
  private final Set<Class<?>> classes = new LinkedHashSet<>();
  private final Set<Type> seen = new HashSet<>();

  private TypeClasses() {}

  /** Returns them: of {@code Map<String, ? extends List<Order>>} all four. */
  static Class<?>[] of(Type type) {
    TypeClasses found = new TypeClasses();
    found.add(type);
    return found.classes.toArray(Class<?>[]::new);
  }

  /** A variable may stand in its own bound. */
  private void add(Type type) {
    if (!seen.add(type)) {
      return;
    }
    if (type instanceof Class<?> raw) {
      classes.add(raw);
    } else if (type instanceof ParameterizedType parameterized) {
      add(parameterized.getRawType());
      addAll(parameterized.getActualTypeArguments());
    } else if (type instanceof GenericArrayType array) {
      add(array.getGenericComponentType());
    } else if (type instanceof WildcardType wildcard) {
      addAll(wildcard.getUpperBounds());
      addAll(wildcard.getLowerBounds());
    } else if (type instanceof TypeVariable<?> variable) {
      addAll(variable.getBounds());
    }
  }

  private void addAll(Type[] types) {
    for (Type type : types) {
      add(type);
    }
  }
}
