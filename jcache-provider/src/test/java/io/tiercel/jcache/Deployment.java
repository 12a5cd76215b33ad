/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;

/** Deploys {@link DeployedApplication}: the class loader that defines it, as a server's would. */
final class Deployment extends ClassLoader {
  private static final String APPLICATION = DeployedApplication.class.getName();

  Deployment() {
    super("application", Deployment.class.getClassLoader());
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

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(APPLICATION)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
