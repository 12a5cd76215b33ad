/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.tenant;

import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The beans that an application makes for Tiercel, such as its {@link
 * io.tiercel.cdi.TenantResolver}. On GlassFish 7 and Payara the bean manager of an extension sees
 * those of its own jar alone; there it is the beans that the extension saw come. Safe for many
 * threads.
 */
public final class ApplicationBeans {
  private final BeanManager manager;
  private final List<Bean<?>> seen;

  /**
   * Looks beans up.
   *
   * @param manager that of the extension
   * @param seen all beans of the application
   */
  public ApplicationBeans(BeanManager manager, List<Bean<?>> seen) {
    this.manager = manager;
    this.seen = List.copyOf(seen);
  }

  /** Tells whether there is a bean of a type. */
  public boolean has(Class<?> type) {
    return !manager.createInstance().select(type).isUnsatisfied() || !seen(type).isEmpty();
  }

  /**
   * Returns the bean of a type, null if there is none.
   *
   * @throws jakarta.enterprise.inject.AmbiguousResolutionException if there are several
   */
  public <T> @Nullable T find(Class<T> type) {
    Instance<T> visible = manager.createInstance().select(type);
    if (!visible.isUnsatisfied()) {
      return visible.get();
    }
    Bean<?> bean = manager.resolve(seen(type));
    return bean == null
        ? null
        : type.cast(manager.getReference(bean, type, manager.createCreationalContext(bean)));
  }

  private Set<Bean<?>> seen(Class<?> type) {
    return seen.stream()
        .filter(bean -> bean.getTypes().contains(type))
        .filter(bean -> bean.getQualifiers().contains(Default.Literal.INSTANCE))
        .collect(Collectors.toSet());
  }
}
