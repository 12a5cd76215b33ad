/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import io.tiercel.jcache.TiercelCachingProvider;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.security.CodeSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * The providers that {@code Caching} makes for an application: one for each class loader that it is
 * asked with. An application may have several: that of its classes, and one that the server puts
 * before it (Open Liberty), or one for each of its modules. Safe for many threads.
 */
final class ApplicationProviders {
  private static final Class<?> PROVIDER = TiercelCachingProvider.class;

  /** How many applications have beans of a class loader: of a library's, there can be several. */
  private static final Map<ClassLoader, Integer> APPLICATIONS = new WeakHashMap<>();

  private final Set<ClassLoader> loaders;

  private ApplicationProviders(Set<ClassLoader> loaders) {
    this.loaders = loaders;
  }

  /**
   * Returns the provider of a class loader. {@code Caching} keeps each that it found for good.
   * Where it is a class of the server and the provider one of the application, that would keep the
   * application: it is not asked then.
   */
  static CachingProvider of(ClassLoader loader) {
    return isKeptByCaching()
        ? Caching.getCachingProvider(PROVIDER.getName(), loader)
        : new TiercelCachingProvider();
  }

  /**
   * Returns those of an application that starts.
   *
   * @param context the class loader that it is started with
   * @param types its beans, whose class loaders count too
   */
  static ApplicationProviders of(ClassLoader context, List<AnnotatedType<?>> types) {
    Set<ClassLoader> loaders = new HashSet<>();
    if (isKeptByCaching()) {
      loaders.add(context);
      types.stream()
          .<Class<?>>map(AnnotatedType::getJavaClass)
          .filter(type -> !Objects.equals(sourceOf(type), sourceOf(ApplicationProviders.class)))
          .map(Class::getClassLoader)
          .filter(ApplicationProviders::findsTiercel)
          .forEach(loaders::add);
      // What lasts longer than the application.
      loaders.remove(ClassLoader.getSystemClassLoader());
      for (var parent = context.getParent(); parent != null; parent = parent.getParent()) {
        loaders.remove(parent);
      }
    }
    synchronized (APPLICATIONS) {
      loaders.forEach(loader -> APPLICATIONS.merge(loader, 1, Integer::sum));
    }
    return new ApplicationProviders(loaders);
  }

  /** Closes all that was opened through them, when the application ends. */
  void close() {
    loaders.stream()
        .filter(ApplicationProviders::isTheLastOf)
        .forEach(loader -> of(loader).close());
  }

  private static boolean isTheLastOf(ClassLoader loader) {
    synchronized (APPLICATIONS) {
      return APPLICATIONS.computeIfPresent(loader, (none, n) -> n == 1 ? null : n - 1) == null;
    }
  }

  private static boolean isKeptByCaching() {
    return Caching.class.getClassLoader() == PROVIDER.getClassLoader();
  }

  private static @Nullable CodeSource sourceOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource();
  }

  private static boolean findsTiercel(@Nullable ClassLoader loader) {
    try {
      return loader != null && loader.loadClass(PROVIDER.getName()) == PROVIDER;
    } catch (ClassNotFoundException notThere) {
      return false;
    }
  }
}
