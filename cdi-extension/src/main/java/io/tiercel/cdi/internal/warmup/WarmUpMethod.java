/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.warmup;

import io.tiercel.cdi.TenantContext;
import io.tiercel.cdi.WarmUp;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One method that warms caches.
 *
 * @param bean its bean
 * @param method the method
 * @param settings how it is run
 */
public record WarmUpMethod(Bean<?> bean, Method method, WarmUp settings) {

  /** Returns what is wrong with the method, empty if nothing is. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    Class<?>[] parameters = method.getParameterTypes();
    if (parameters.length > 1 || (parameters.length == 1 && parameters[0] != String.class)) {
      problems.add(
          Messages.badMethod(
              name(), "have no parameter but the tenant's id, a String (remove the others)"));
    }
    if ((method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC)) != 0) {
      problems.add(Messages.badMethod(name(), "not be private or static (remove the modifier)"));
    }
    if (settings.onceInSeconds() < 1 || settings.pauseMillis() < 0) {
      problems.add(
          Messages.badMethod(
              name(),
              "have onceInSeconds of at least 1 and no negative pauseMillis: onceInSeconds="
                  + settings.onceInSeconds()
                  + " pauseMillis="
                  + settings.pauseMillis()
                  + " (leave them out for the defaults)"));
    }
    return problems;
  }

  /** Returns what is wrong where nothing names the tenants. */
  public String withoutDirectory() {
    return Messages.noDirectory(name());
  }

  /** Returns the name of class and method. */
  String name() {
    return method.getDeclaringClass().getName() + "." + method.getName();
  }

  /**
   * Runs the method for a tenant.
   *
   * @throws Exception whatever the method throws
   */
  void run(BeanManager beans, String tenant) throws Exception {
    RequestContextController request =
        beans.createInstance().select(RequestContextController.class).get();
    boolean activated = request.activate();
    try {
      TenantContext.<@Nullable Object>callAs(tenant, () -> call(beans, tenant));
    } finally {
      if (activated) {
        request.deactivate();
      }
    }
  }

  private @Nullable Object call(BeanManager beans, String tenant) throws Exception {
    CreationalContext<?> context = beans.createCreationalContext(bean);
    try {
      Object instance = beans.getReference(bean, bean.getBeanClass(), context);
      method.setAccessible(true);
      return method.getParameterCount() == 0
          ? method.invoke(instance)
          : method.invoke(instance, tenant);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception own ? own : e;
    } finally {
      context.release();
    }
  }
}
