/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.MALFORMED;
import static io.tiercel.jcache.internal.codec.UndecodableValueException.Reason.REFUSED_CLASS;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.cache.CacheException;

/**
 * The types that stand before JSON: a class name, for collections with those of their elements,
 * such as {@code java.util.ArrayList<com.acme.Order>}. Lists, sets and maps are read as the JDK's
 * usual ones.
 */
final class JsonTypes {
  private static final Pattern BRACKETS = Pattern.compile("[<>,]");

  private final ClassAccess classes;

  JsonTypes(ClassAccess classes) {
    this.classes = classes;
  }

  /** Tells whether a value's class says all of its type. */
  boolean isPlain(Object value) {
    return !(value instanceof Collection || value instanceof Map);
  }

  /**
   * Returns the name of a value's type.
   *
   * @throws CacheException if a class in it is not on the allow list, or elements are of several
   */
  String nameOf(Object value) {
    return nameOf(Stream.of(value), value);
  }

  /** Checks that a class is on the list. */
  void requireAllowed(Object root, Class<?> type) {
    if (!classes.allowed().allows(type)) {
      throw new CacheException(Messages.notAllowed("value", root.getClass(), type.getName()));
    }
  }

  /** Checks that plain JSON can be read as this type. */
  void requireReadable(Class<?> type) throws UndecodableValueException {
    if (type == Object.class) {
      throw new UndecodableValueException(MALFORMED, Messages.jsonWithoutType(0), null);
    }
    if (!classes.allowed().allows(type)) {
      throw new UndecodableValueException(
          REFUSED_CLASS, Messages.refusedClass(type.getName()), null);
    }
  }

  /** Returns the type of a name, of which every class was asked before one was loaded. */
  JavaType find(String name, TypeFactory factory) throws UndecodableValueException {
    List<String> parts =
        BRACKETS.splitAsStream(name).filter(Predicate.not(String::isEmpty)).toList();
    for (String part : parts) {
      if (!classes.allowed().allows(part)) {
        throw new UndecodableValueException(REFUSED_CLASS, Messages.refusedClass(part), null);
      }
    }
    for (String part : parts) {
      classes.find(part);
    }
    try {
      return factory.constructFromCanonical(name);
    } catch (IllegalArgumentException e) {
      throw new UndecodableValueException(MALFORMED, Messages.malformed("json", e), e);
    }
  }

  /** Returns the type that all of these have, none where there is no value to tell. */
  private String nameOf(Stream<?> values, Object root) {
    List<Object> present = values.filter(Objects::nonNull).collect(Collectors.toList());
    List<Class<?>> kinds =
        new ArrayList<>(present.stream().<Class<?>>map(JsonTypes::kindOf).distinct().toList());
    if (kinds.isEmpty()) {
      return Object.class.getName();
    }
    Class<?> kind = kinds.get(0);
    if (kinds.size() > 1) {
      throw new CacheException(Messages.mixedElements(root.getClass(), kind, kinds.get(1)));
    }
    if (Map.class.isAssignableFrom(kind)) {
      String keys =
          nameOf(present.stream().flatMap(map -> ((Map<?, ?>) map).keySet().stream()), root);
      return kind.getName()
          + ("<" + keys)
          + (","
              + nameOf(present.stream().flatMap(map -> ((Map<?, ?>) map).values().stream()), root))
          + ">";
    }
    if (Collection.class.isAssignableFrom(kind)) {
      Stream<?> all = present.stream().flatMap(part -> ((Collection<?>) part).stream());
      return kind.getName() + "<" + nameOf(all, root) + ">";
    }
    requireAllowed(root, kind);
    return kind.getName();
  }

  private static Class<?> kindOf(Object value) {
    if (value instanceof Map) {
      return value instanceof SortedMap ? TreeMap.class : LinkedHashMap.class;
    }
    if (value instanceof Set) {
      return value instanceof SortedSet ? TreeSet.class : LinkedHashSet.class;
    }
    if (value instanceof Collection) {
      return ArrayList.class;
    }
    return value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
  }
}
