/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import java.lang.reflect.InvocationTargetException;

/** Deploys {@link DeployedApplication}: the class loader that defines it, as a server's would. */
final class Deployment extends OwnClasses {
  private static final String APPLICATION = DeployedApplication.class.getName();

  Deployment() {
    super(APPLICATION);
  }

  /** Calls a method of the application, as its thread would: with its loader as the context's. */
  void call(String method, String redisAddress) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(this);
    try {
      Class<?> type = Class.forName(APPLICATION, true, this);
      if (type == DeployedApplication.class) {
        throw new AssertionError("the application was not defined by its own loader");
      }
      Object application = type.getConstructor(String.class).newInstance(redisAddress);
      type.getMethod(method).invoke(application);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the application could not be reached", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
