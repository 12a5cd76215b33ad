/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The beans by which an application tells the extension what it knows better. Where the extension
 * is in a library of the server, its archive need not see the application's: then those are taken
 * that the container told it of. Safe for many threads.
 */
final class ApplicationBeans {
  private final BeanManager manager;
  private final List<Bean<?>> told;

  /**
   * Makes them findable.
   *
   * @param manager the container's, as the extension sees it
   * @param told the beans that the extension was told of
   */
  ApplicationBeans(BeanManager manager, List<Bean<?>> told) {
    this.manager = manager;
    this.told = List.copyOf(told);
  }

  /** Tells whether there is a bean of a type; makes none. */
  boolean has(Class<?> type) {
    return !manager.createInstance().select(type).isUnsatisfied() || !toldOf(type).isEmpty();
  }

  /**
   * Returns the bean of a type, or null where there is none.
   *
   * @throws jakarta.enterprise.inject.AmbiguousResolutionException if there are several
   */
  <T> @Nullable T find(Class<T> type) {
    Instance<T> seen = manager.createInstance().select(type);
    if (!seen.isUnsatisfied()) {
      return seen.get();
    }
    Bean<?> bean = manager.resolve(toldOf(type));
    return bean == null
        ? null
        : type.cast(manager.getReference(bean, type, manager.createCreationalContext(bean)));
  }

  private Set<Bean<?>> toldOf(Class<?> type) {
    return told.stream()
        .filter(bean -> bean.getTypes().contains(type))
        .filter(bean -> bean.getQualifiers().contains(Default.Literal.INSTANCE))
        .collect(Collectors.toSet());
  }
}
