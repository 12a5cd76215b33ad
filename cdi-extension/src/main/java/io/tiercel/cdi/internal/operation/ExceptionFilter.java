/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.operation;

import java.util.List;

/**
 * Which exceptions of a method count. Source: JSR-107 1.1.1, the rules at {@code CacheResult},
 * {@code CachePut} and {@code CacheRemove}.
 *
 * @param included exceptions that count; none listed means all
 * @param excluded exceptions that do not count
 * @param byDefault whether exceptions count where neither list names any
 */
record ExceptionFilter(
    List<Class<? extends Throwable>> included,
    List<Class<? extends Throwable>> excluded,
    boolean byDefault) {

  ExceptionFilter {
    included = List.copyOf(included);
    excluded = List.copyOf(excluded);
  }

  boolean test(Throwable failure) {
    if (included.isEmpty() && excluded.isEmpty()) {
      return byDefault;
    }
    return (included.isEmpty() || included.stream().anyMatch(type -> type.isInstance(failure)))
        && excluded.stream().noneMatch(type -> type.isInstance(failure));
  }
}
