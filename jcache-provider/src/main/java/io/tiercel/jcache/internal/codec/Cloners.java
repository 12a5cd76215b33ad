/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import static java.util.Map.entry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's classes whose {@code clone()} makes, of elements that are the same, what serialization
 * makes: exactly these, and no subclass.
 */
@SuppressWarnings({"JdkObsolete", "JavaUtilDate"}) // values of applications are of these classes
final class Cloners {
  private static final Map<Class<?>, UnaryOperator<Object>> BY_CLASS =
      Map.ofEntries(
          entry(ArrayList.class, value -> ((ArrayList<?>) value).clone()),
          entry(LinkedList.class, value -> ((LinkedList<?>) value).clone()),
          entry(Vector.class, value -> ((Vector<?>) value).clone()),
          entry(ArrayDeque.class, value -> ((ArrayDeque<?>) value).clone()),
          entry(HashSet.class, value -> ((HashSet<?>) value).clone()),
          entry(LinkedHashSet.class, value -> ((HashSet<?>) value).clone()),
          entry(TreeSet.class, value -> ((TreeSet<?>) value).clone()),
          entry(HashMap.class, value -> ((HashMap<?, ?>) value).clone()),
          entry(LinkedHashMap.class, value -> ((HashMap<?, ?>) value).clone()),
          entry(TreeMap.class, value -> ((TreeMap<?, ?>) value).clone()),
          entry(EnumMap.class, value -> ((EnumMap<?, ?>) value).clone()),
          entry(BitSet.class, value -> ((BitSet) value).clone()),
          entry(Date.class, value -> ((Date) value).clone()));

  private static final Set<String> DATES =
      Set.of("java.sql.Date", "java.sql.Time", "java.sql.Timestamp");

  /** Collections and maps that nobody can change if their elements cannot. */
  private static final Set<Class<?>> FROZEN =
      Set.of(
          List.of().getClass(),
          List.of(1).getClass(),
          Set.of().getClass(),
          Set.of(1).getClass(),
          Map.of().getClass(),
          Map.of(1, 1).getClass(),
          Collections.emptyList().getClass(),
          Collections.emptySet().getClass(),
          Collections.emptyMap().getClass(),
          Collections.singletonList(1).getClass(),
          Collections.singleton(1).getClass(),
          Collections.singletonMap(1, 1).getClass());

  private static final Set<Class<?>> FROZEN_LISTS =
      Set.of(List.of().getClass(), List.of(1).getClass());

  private Cloners() {}

  /** Returns what clones a value, or null where nothing here does. */
  static @Nullable UnaryOperator<Object> of(Object value) {
    UnaryOperator<Object> cloner = BY_CLASS.get(value.getClass());
    if (cloner != null) {
      return isOrderedSimply(value) ? cloner : null;
    }
    if (value instanceof EnumSet) {
      return set -> ((EnumSet<?>) set).clone();
    }
    return value instanceof Date && DATES.contains(value.getClass().getName())
        ? date -> ((Date) date).clone()
        : null;
  }

  /** Tells whether a collection or map cannot be changed, whatever its elements. */
  static boolean isFrozen(Object value) {
    return FROZEN.contains(value.getClass());
  }

  /** Tells whether a value is a list of {@code List.of} or {@code Stream.toList()}. */
  static boolean isFrozenList(Object value) {
    return FROZEN_LISTS.contains(value.getClass());
  }

  /** Tells whether a value is in no order, or in one that has no state. */
  private static boolean isOrderedSimply(Object value) {
    Comparator<?> order = null;
    if (value instanceof SortedMap<?, ?> map) {
      order = map.comparator();
    } else if (value instanceof SortedSet<?> set) {
      order = set.comparator();
    }
    return order == null
        || order == Comparator.naturalOrder()
        || order == Comparator.reverseOrder()
        || order == String.CASE_INSENSITIVE_ORDER;
  }
}
