/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.config.CacheSettings;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.internal.limit.Limiters;
import io.tiercel.jcache.internal.monitor.Meters;
import io.tiercel.jcache.internal.monitor.Monitor;
import io.tiercel.jcache.internal.monitor.MonitorBean;
import io.tiercel.jcache.internal.settings.ConfigurationReader;
import io.tiercel.jcache.internal.settings.ConfigurationSources;
import io.tiercel.jcache.internal.tier.CacheAddress;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * The caches of one URI and class loader. Holds the loader weakly until it has a cache, so that the
 * loader of an application which opened a manager and nothing more can go. Safe for many threads.
 */
public final class TiercelCacheManager implements CacheManager {
  private static final Logger LOG = System.getLogger(TiercelCacheManager.class.getName());

  private final CachingProvider provider;
  private final URI uri;
  private final WeakReference<ClassLoader> classLoader;
  private final Properties properties;
  private final ConfigurationReader.Read configuration;
  private final JoinedTypes allowed;
  private final ManagementBeans beans;
  private final TenantView tenants;
  private final Limiters limiters;
  private final Meters meters;
  private final Monitor monitor;
  private final Consumer<TiercelCacheManager> onClose;
  private final ConcurrentMap<String, TieredCache<?, ?>> caches = new ConcurrentHashMap<>();

  /** The same in order, in which those of a tenant stand together. */
  private final ConcurrentNavigableMap<String, TieredCache<?, ?>> byName =
      new ConcurrentSkipListMap<>();

  private @Nullable CacheAssembly assembly;
  private volatile boolean closed;

  /**
   * Opens a manager without caches; nothing is connected to yet.
   *
   * @param onClose told when the manager is closed
   * @throws javax.cache.CacheException if the configuration is at fault; the message names each
   *     fault
   */
  public TiercelCacheManager(
      CachingProvider provider,
      URI uri,
      ClassLoader classLoader,
      Properties properties,
      Consumer<TiercelCacheManager> onClose) {
    this.provider = provider;
    this.uri = uri;
    this.classLoader = new WeakReference<>(classLoader);
    this.properties = new Properties();
    this.properties.putAll(properties);
    this.configuration =
        ConfigurationReader.read(ConfigurationSources.of(this.properties, classLoader));
    this.allowed = new JoinedTypes(settings().codec().allow());
    this.beans = new ManagementBeans(uri);
    this.tenants = new TenantView(this);
    this.limiters =
        new Limiters(
            settings().application().rateLimit(),
            () -> assembly().limits(getClassLoader()),
            System::nanoTime);
    this.meters = new Meters(settings().monitoringEnabled(), System::nanoTime);
    this.monitor =
        new Monitor(
            meters,
            settings().monitoring().maxSeries(),
            () -> assembly().tiers().states(),
            System::nanoTime);
    this.onClose = onClose;
    String warning = configuration.warning();
    if (warning != null) {
      LOG.log(Level.WARNING, warning);
    }
    LOG.log(
        Level.DEBUG, () -> "settings of cache manager '" + uri + "':\n" + configuration.report());
  }

  @Override
  public CachingProvider getCachingProvider() {
    return provider;
  }

  @Override
  public URI getURI() {
    return uri;
  }

  /**
   * Returns the class loader the manager was opened with; the provider's own, if that one is gone.
   */
  @Override
  public ClassLoader getClassLoader() {
    ClassLoader loader = classLoader.get();
    return loader == null ? provider.getDefaultClassLoader() : loader;
  }

  @Override
  public Properties getProperties() {
    Properties copy = new Properties();
    copy.putAll(properties);
    return copy;
  }

  @Override
  public <K, V, C extends Configuration<K, V>> Cache<K, V> createCache(
      String cacheName, C configuration) {
    checkOpen();
    requireNonNull(cacheName, "cacheName");
    requireNonNull(configuration, "configuration");
    synchronized (caches) {
      checkOpen();
      if (caches.containsKey(cacheName)) {
        throw Messages.cacheExists(cacheName);
      }
      return add(assembly().assemble(this, cacheName, complete(configuration)));
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the types are checked
  public <K, V> @Nullable Cache<K, V> getCache(
      String cacheName, Class<K> keyType, Class<V> valueType) {
    requireNonNull(keyType, "keyType");
    requireNonNull(valueType, "valueType");
    TieredCache<?, ?> cache = find(cacheName, keyType, valueType);
    if (cache != null) {
      checkType(cacheName, "key", cache.configuration().getKeyType(), keyType);
      checkType(cacheName, "value", cache.configuration().getValueType(), valueType);
    }
    return (Cache<K, V>) cache;
  }

  @Override
  @SuppressWarnings("unchecked") // JSR-107 leaves the types of this call to the application
  public <K, V> @Nullable Cache<K, V> getCache(String cacheName) {
    return (Cache<K, V>) find(cacheName, Object.class, Object.class);
  }

  @Override
  public Iterable<String> getCacheNames() {
    checkOpen();
    return Set.copyOf(caches.keySet());
  }

  @Override
  public void destroyCache(String cacheName) {
    checkOpen();
    Cache<?, ?> cache = getCache(requireNonNull(cacheName, "cacheName"));
    if (cache != null) {
      cache.clear();
      cache.close();
    }
  }

  @Override
  public void enableManagement(String cacheName, boolean enabled) {
    TieredCache<?, ?> cache = existing(cacheName);
    if (cache != null) {
      cache.configure(changed -> changed.setManagementEnabled(enabled));
      beans.show(cache);
    }
  }

  @Override
  public void enableStatistics(String cacheName, boolean enabled) {
    TieredCache<?, ?> cache = existing(cacheName);
    if (cache != null) {
      cache.configure(changed -> changed.setStatisticsEnabled(enabled));
      cache.parts().signals().statistics().enable(enabled);
      beans.show(cache);
    }
  }

  @Override
  public void close() {
    synchronized (caches) {
      if (closed) {
        return;
      }
      closed = true;
    }
    onClose.accept(this);
    monitor.close();
    beans.hideMonitor();
    limiters.close();
    List<TieredCache<?, ?>> open = new ArrayList<>(caches.values());
    open.forEach(TieredCache::close);
    if (assembly != null) {
      assembly.close();
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    for (Object part :
        List.of(this, tenants, settings(), configuration.report(), allowed, limiters, monitor)) {
      if (type.isInstance(part)) {
        return type.cast(part);
      }
    }
    throw Messages.cannotUnwrap("cache manager '" + uri + "'", type);
  }

  /** Returns the cache of a name, opened with the settings of its resource if it is not open. */
  TieredCache<?, ?> open(String cacheName) {
    return open(cacheName, Object.class, Object.class);
  }

  private TieredCache<?, ?> open(String cacheName, Class<?> keyType, Class<?> valueType) {
    TieredCache<?, ?> present = caches.get(cacheName);
    if (present != null) {
      return present;
    }
    synchronized (caches) {
      checkOpen();
      TieredCache<?, ?> cache = caches.get(cacheName);
      return cache != null ? cache : add(assembly().declared(this, cacheName, keyType, valueType));
    }
  }

  /** Returns the caches of a tenant that are open on this node. */
  List<TieredCache<?, ?>> openCachesOf(String tenant) {
    return List.copyOf(CacheAddress.ofTenant(tenant, byName));
  }

  /** Returns a cache's configuration as it is now. */
  <K, V, C extends Configuration<K, V>> C configuration(TieredCache<K, V> cache, Class<C> type) {
    MutableConfiguration<K, V> copy = new MutableConfiguration<>(cache.configuration());
    if (type.isInstance(copy)) {
      return type.cast(copy);
    }
    throw Messages.configurationType(cache.getName(), type);
  }

  /** Runs a task of a cache behind the caller's back. */
  void execute(Runnable task) {
    assembly().execute(task);
  }

  /** Forgets a cache that is being closed. */
  void closed(TieredCache<?, ?> cache) {
    caches.remove(cache.getName(), cache);
    byName.remove(cache.getName(), cache);
    tenants.closed(cache);
    beans.hide(cache);
    meters.close(cache.getName());
  }

  TiercelSettings settings() {
    return configuration.settings();
  }

  /** Returns what caches are made of: made with the first, since it holds the class loader. */
  CacheAssembly assembly() {
    synchronized (caches) {
      if (assembly == null) {
        checkOpen();
        assembly = new CacheAssembly(settings(), getClassLoader(), allowed, meters);
        if (settings().monitoringEnabled()) {
          beans.show(new MonitorBean(monitor));
        }
      }
      return assembly;
    }
  }

  private <T extends TieredCache<?, ?>> T add(T cache) {
    caches.put(cache.getName(), cache);
    byName.put(cache.getName(), cache);
    beans.show(cache);
    return cache;
  }

  private static <K, V> CompleteConfiguration<K, V> complete(Configuration<K, V> configuration) {
    return configuration instanceof CompleteConfiguration<K, V> given
        ? given
        : new MutableConfiguration<K, V>()
            .setTypes(configuration.getKeyType(), configuration.getValueType())
            .setStoreByValue(configuration.isStoreByValue());
  }

  /** Returns a cache; one that settings declare is opened with the types of the first who asks. */
  private @Nullable TieredCache<?, ?> find(String cacheName, Class<?> keyType, Class<?> valueType) {
    checkOpen();
    TieredCache<?, ?> cache = caches.get(requireNonNull(cacheName, "cacheName"));
    return cache == null && isDeclared(cacheName) ? open(cacheName, keyType, valueType) : cache;
  }

  private @Nullable TieredCache<?, ?> existing(String cacheName) {
    checkOpen();
    return caches.get(requireNonNull(cacheName, "cacheName"));
  }

  /** Tells whether a cache's resource is declared under {@code tiercel.caches}. */
  private boolean isDeclared(String cacheName) {
    CacheAddress address = CacheAddress.of(cacheName, CacheSettings.DEFAULT_VERSION);
    return settings().caches().containsKey(address.resource());
  }

  private static void checkType(String cacheName, String what, Class<?> declared, Class<?> asked) {
    if (!declared.equals(asked)) {
      throw Messages.otherTypes(cacheName, what, declared, asked);
    }
  }

  private void checkOpen() {
    if (closed) {
      throw Messages.managerClosed(uri);
    }
  }
}
