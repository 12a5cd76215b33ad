/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;

/** The class loader of an application, which has some classes of these tests as its own. */
public class OwnClasses extends URLClassLoader {
  private final String own;

  /**
   * Creates a class loader.
   *
   * @param own how the names begin of the classes that it defines anew
   * @param files where the application's other files are
   */
  public OwnClasses(String own, URL... files) {
    super("application", files, OwnClasses.class.getClassLoader());
    this.own = own;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(own)) {
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
