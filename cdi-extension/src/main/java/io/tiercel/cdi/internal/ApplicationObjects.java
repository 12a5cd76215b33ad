/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import io.tiercel.cdi.internal.operation.OperationCompiler;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;

/**
 * What annotations name by its class, such as key generators, one of each: the bean of that class,
 * or an object of it where there is no bean. Used by one thread.
 */
final class ApplicationObjects implements OperationCompiler.Objects {
  private final ApplicationBeans beans;
  private final Map<Class<?>, Object> objects = new HashMap<>();

  ApplicationObjects(ApplicationBeans beans) {
    this.beans = beans;
  }

  @Override
  public <T> T get(Class<T> type) {
    Object known = objects.get(type);
    if (known == null) {
      known = create(type);
      objects.put(type, known);
    }
    return type.cast(known);
  }

  private <T> T create(Class<T> type) {
    try {
      T bean = beans.find(type);
      if (bean != null) {
        return bean;
      }
    } catch (AmbiguousResolutionException severalOfSubclasses) {
      // Then it is an object of that very class, below.
    }
    try {
      Constructor<T> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException failure) {
      throw new DeploymentException(Messages.notCreated(type), failure);
    }
  }
}
