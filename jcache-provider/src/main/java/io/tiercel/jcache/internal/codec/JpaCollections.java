/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.cache.CacheException;

/**
 * Collections that JPA providers put into entities, by the names of their classes: they hold a
 * session, and load when they are asked. Those that are loaded become the JDK's.
 */
final class JpaCollections {
  private static final String HIBERNATE = "org.hibernate.collection.";
  private static final String ECLIPSELINK = "org.eclipse.persistence.indirection.";

  private JpaCollections() {}

  /**
   * Returns a part of a value as it may be stored: itself, if it is none of these.
   *
   * @throws CacheException if it is one that is not loaded
   */
  static Object plain(Object part) {
    if (!(part instanceof Collection) && !(part instanceof Map)) {
      return part;
    }
    String name = part.getClass().getName();
    if (name.startsWith(HIBERNATE)) {
      requireLoaded(part, "wasInitialized");
      return copy(part);
    }
    if (name.startsWith(ECLIPSELINK)) {
      requireLoaded(part, "isInstantiated");
      return copy(part);
    }
    return part;
  }

  private static void requireLoaded(Object part, String question) {
    try {
      if (Boolean.TRUE.equals(part.getClass().getMethod(question).invoke(part))) {
        return;
      }
    } catch (ReflectiveOperationException e) {
      throw new CacheException(Messages.lazyPart(part.getClass()), e);
    }
    throw new CacheException(Messages.lazyPart(part.getClass()));
  }

  private static Object copy(Object part) {
    if (part instanceof SortedMap<?, ?> map) {
      return new TreeMap<>(map);
    }
    if (part instanceof Map<?, ?> map) {
      return new LinkedHashMap<>(map);
    }
    if (part instanceof SortedSet<?> set) {
      return new TreeSet<>(set);
    }
    return part instanceof Set<?> set
        ? new LinkedHashSet<>(set)
        : new ArrayList<>((Collection<?>) part);
  }
}
