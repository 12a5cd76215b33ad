/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import io.tiercel.jcache.internal.TiercelCacheManager;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.WeakHashMap;
import javax.cache.CacheManager;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * The entry to Tiercel, found by {@link javax.cache.Caching#getCachingProvider()}. Opens one
 * manager for each URI and class loader. Safe for many threads.
 */
public final class TiercelCachingProvider implements CachingProvider {
  private static final URI DEFAULT_URI = URI.create("tiercel:default");

  private final Map<ClassLoader, Map<URI, TiercelCacheManager>> managers = new WeakHashMap<>();

  /** Creates the provider; called by {@link java.util.ServiceLoader}. */
  public TiercelCachingProvider() {}

  /**
   * Returns the manager of a URI and class loader, opened on first use. Opening connects to
   * nothing.
   *
   * @param uri names the manager; null for {@link #getDefaultURI()}
   * @param classLoader finds {@code application.conf} and the application's classes; null for
   *     {@link #getDefaultClassLoader()}
   * @param properties settings, the keys of {@code tiercel.*} without that prefix; null for none.
   *     Only the call that opens the manager is heeded
   * @throws javax.cache.CacheException if the configuration is at fault; the message names each
   *     fault
   */
  @Override
  public CacheManager getCacheManager(
      @Nullable URI uri, @Nullable ClassLoader classLoader, @Nullable Properties properties) {
    URI managerUri = uri == null ? DEFAULT_URI : uri;
    ClassLoader loader = classLoader == null ? getDefaultClassLoader() : classLoader;
    Properties settings = properties == null ? new Properties() : properties;
    synchronized (managers) {
      return managers
          .computeIfAbsent(loader, none -> new HashMap<>())
          .computeIfAbsent(
              managerUri,
              none -> new TiercelCacheManager(this, managerUri, loader, settings, this::closed));
    }
  }

  @Override
  public CacheManager getCacheManager(@Nullable URI uri, @Nullable ClassLoader classLoader) {
    return getCacheManager(uri, classLoader, null);
  }

  @Override
  public CacheManager getCacheManager() {
    return getCacheManager(null, null, null);
  }

  /** Returns the class loader of this class. */
  @Override
  public ClassLoader getDefaultClassLoader() {
    return TiercelCachingProvider.class.getClassLoader();
  }

  /** Returns {@code tiercel:default}. */
  @Override
  public URI getDefaultURI() {
    return DEFAULT_URI;
  }

  @Override
  public Properties getDefaultProperties() {
    return new Properties();
  }

  /** Closes all managers. */
  @Override
  public void close() {
    closeAll(open(null, null));
  }

  /** Closes the managers of a class loader. */
  @Override
  public void close(ClassLoader classLoader) {
    closeAll(open(null, classLoader));
  }

  /** Closes the manager of a URI and class loader, if it is open. */
  @Override
  public void close(URI uri, ClassLoader classLoader) {
    closeAll(open(uri, classLoader));
  }

  /** Tells whether a feature is there: store by reference is, in this process. */
  @Override
  public boolean isSupported(OptionalFeature feature) {
    return feature == OptionalFeature.STORE_BY_REFERENCE;
  }

  private List<TiercelCacheManager> open(@Nullable URI uri, @Nullable ClassLoader classLoader) {
    List<TiercelCacheManager> found = new ArrayList<>();
    synchronized (managers) {
      managers.forEach(
          (loader, byUri) -> {
            if (classLoader == null || loader.equals(classLoader)) {
              byUri.forEach(
                  (managerUri, manager) -> {
                    if (uri == null || managerUri.equals(uri)) {
                      found.add(manager);
                    }
                  });
            }
          });
    }
    return found;
  }

  private static void closeAll(List<TiercelCacheManager> found) {
    found.forEach(TiercelCacheManager::close);
  }

  private void closed(TiercelCacheManager manager) {
    synchronized (managers) {
      Map<URI, TiercelCacheManager> byUri = managers.get(manager.getClassLoader());
      if (byUri != null) {
        byUri.remove(manager.getURI(), manager);
        if (byUri.isEmpty()) {
          managers.remove(manager.getClassLoader());
        }
      }
    }
  }
}
