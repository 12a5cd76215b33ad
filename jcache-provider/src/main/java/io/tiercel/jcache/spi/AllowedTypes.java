/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.spi;

import java.lang.reflect.Type;

/**
 * The classes that a manager's caches may store as bytes, besides those of {@code
 * tiercel.codec.allow} and of a cache's own configuration. A manager shows its own: {@code
 * manager.unwrap(AllowedTypes.class)}. Safe for many threads.
 */
public interface AllowedTypes {
  /**
   * Adds every class in a type, such as {@code List} and {@code Order} of {@code List<Order>}, and
   * the packages of those that are not the JDK's, as {@code com.acme.*} would. Holds for caches
   * that are opened later. Remembers names alone, no class.
   *
   * @param type a class, an array, a parameterized type, a wildcard or a variable
   */
  void allow(Type type);
}
