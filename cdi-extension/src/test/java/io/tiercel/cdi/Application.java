/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tiercel.cdi.internal.TiercelExtension;
import io.tiercel.jcache.spi.CompositeKey;
import io.tiercel.tenant.TenantCaches;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running application: some beans, the extension, and the CDI container of the class path. */
final class Application implements AutoCloseable {
  private final SeContainer container;

  private Application(SeContainer container) {
    this.container = container;
  }

  static Application of(Class<?>... beans) {
    return boot(Application.class.getClassLoader(), beans);
  }

  /** Starts one beside others, as another node of them. */
  static Application node(Class<?>... beans) {
    // Each class loader has a cache manager of its own.
    return startedWith(new ClassLoader(Thread.currentThread().getContextClassLoader()) {}, beans);
  }

  /** Starts one with a class loader as the context's. */
  static Application startedWith(ClassLoader loader, Class<?>... beans) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return boot(loader, beans);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Returns the text of all that is thrown by a deployment that must fail. */
  static String problemsOf(Class<?>... beans) throws IOException {
    // OpenWebBeans never forgets the class loader of a deployment that failed.
    return problemsOf(
        new URLClassLoader(new URL[0], Thread.currentThread().getContextClassLoader()), beans);
  }

  /** As {@link #problemsOf(Class...)}, on a class path of its own, which is closed. */
  static String problemsOf(URLClassLoader classPath, Class<?>... beans) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (var loader = classPath) {
      thread.setContextClassLoader(loader);
      Throwable failure = catchThrowable(() -> boot(loader, beans).close());
      assertThat(failure).as("the deployment's failure").isNotNull();
      return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
          .map(Throwable::toString)
          .collect(Collectors.joining("\n"));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Application boot(ClassLoader loader, Class<?>... beans) {
    return new Application(
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .setClassLoader(loader)
            .addExtensions(new TiercelExtension())
            .addBeanClasses(beans)
            .initialize());
  }

  <T> T get(Class<T> bean) {
    return container.select(bean).get();
  }

  TenantCaches caches() {
    return get(TenantCaches.class);
  }

  /** Returns the parts of the keys that a cache holds, in no order. */
  List<List<?>> keys(@Nullable String tenant, String resource) {
    List<List<?>> keys = new ArrayList<>();
    caches()
        .cache(tenant, resource)
        .forEach(
            entry ->
                keys.add(
                    entry.getKey() instanceof CompositeKey several
                        ? several.parts()
                        : List.of(entry.getKey())));
    return keys;
  }

  @Override
  public void close() {
    container.close();
  }
}
