/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.Enumeration;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.junit.jupiter.api.Test;

/** What plain JCache opened for the class loaders of an application ends with it, and no more. */
@ContainerTest
class ClassLoadersTest {
  @Test
  void end_managersOfEachClassLoaderOfTheApplication_areClosed() throws Exception {
    var module = new Module();
    var front = new Front(module);
    CacheManager ofTheModule;
    CacheManager ofTheFront;
    CacheManager ofTheParent = open(ClassLoadersTest.class.getClassLoader());
    try (ofTheParent) {
      try (var application = Application.startedWith(front, module.bean())) {
        assertThat(application.get(module.bean()).getClass().getClassLoader()).isSameAs(module);
        ofTheModule = open(module);
        ofTheFront = open(front);
        assertThat(ofTheModule.isClosed()).isFalse();
        assertThat(ofTheFront.isClosed()).isFalse();
      }
      assertThat(ofTheModule.isClosed()).isTrue();
      assertThat(ofTheFront.isClosed()).isTrue();
      assertThat(ofTheParent.isClosed()).isFalse();
    }
  }

  @Test
  void end_libraryOfTwoApplications_isClosedWithTheLast() throws Exception {
    var library = new Module();
    CacheManager manager;
    try (var one = Application.startedWith(new Front(library), library.bean())) {
      assertThat(one.get(library.bean())).isNotNull();
      manager = open(library);
      try (var other = Application.startedWith(new Front(library), library.bean())) {
        assertThat(other.get(library.bean())).isNotNull();
        assertThat(manager.isClosed()).isFalse();
      }
      assertThat(manager.isClosed()).isFalse();
    }
    assertThat(manager.isClosed()).isTrue();
  }

  private static CacheManager open(ClassLoader loader) {
    return Caching.getCachingProvider(loader).getCacheManager(URI.create("test:plain"), loader);
  }

  /** Defines a class of its own, beside all that its parent does. */
  private static final class Module extends ClassLoader {
    private static final String OWN = Shelf.class.getName();

    Module() {
      super(ClassLoadersTest.class.getClassLoader());
    }

    Class<?> bean() throws ClassNotFoundException {
      return loadClass(OWN);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(OWN)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in =
          requireNonNull(getResourceAsStream(name.replace('.', '/') + ".class"), name)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  /** Stands before a module whose child it is not, as Open Liberty's of a thread does. */
  private static final class Front extends ClassLoader {
    private final ClassLoader module;

    Front(ClassLoader module) {
      super(ClassLoader.getPlatformClassLoader());
      this.module = module;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      return module.loadClass(name);
    }

    @Override
    protected URL findResource(String name) {
      return module.getResource(name);
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
      return module.getResources(name);
    }
  }
}
