/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;
import javax.cache.annotation.CacheKeyGenerator;

/**
 * The application's key generators, one of each class: the bean of that class, or an object of it
 * where there is no bean. Used by one thread.
 */
final class KeyGenerators {
  private final Instance<Object> beans;
  private final Map<Class<?>, CacheKeyGenerator> generators = new HashMap<>();

  KeyGenerators(Instance<Object> beans) {
    this.beans = beans;
  }

  /**
   * Returns the generator of a class.
   *
   * @throws DeploymentException if it is no bean and cannot be created
   */
  CacheKeyGenerator get(Class<? extends CacheKeyGenerator> type) {
    return generators.computeIfAbsent(type, missing -> create(type));
  }

  private CacheKeyGenerator create(Class<? extends CacheKeyGenerator> type) {
    Instance<? extends CacheKeyGenerator> bean = beans.select(type);
    if (bean.isResolvable()) {
      return bean.get();
    }
    try {
      Constructor<? extends CacheKeyGenerator> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException failure) {
      throw new DeploymentException(Messages.generatorNotCreated(type), failure);
    }
  }
}
