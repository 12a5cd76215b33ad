/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import io.tiercel.tenant.TenantCaches;
import java.io.Serializable;
import java.net.URI;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.expiry.Duration;
import javax.cache.expiry.TouchedExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CompletionListenerFuture;
import javax.cache.spi.CachingProvider;

/**
 * An application as a server deploys it: a class loader of its own defines this class and all it
 * plugs into caches. It uses two managers, local and tiered, and closes them.
 */
public final class DeployedApplication {
  private final String address;

  /** Creates the application; the address is that of Redis. */
  public DeployedApplication(String address) {
    this.address = address;
  }

  /** A value of the application. */
  public record Order(String id, int items) implements Serializable {}

  /** Opens the managers, uses them, and closes them. */
  public void openUseAndClose() throws Exception {
    for (CacheManager manager : new CacheManager[] {local(), tiered()}) {
      try (manager) {
        use(manager);
      }
    }
  }

  /** Opens the managers, uses them, and forgets to close them. */
  public void openAndUse() throws Exception {
    use(local());
    use(tiered());
  }

  /** Opens a manager and nothing more. */
  public void open() {
    local();
  }

  /** Returns the provider that all applications of the server share. */
  static CachingProvider provider() {
    return Caching.getCachingProvider(CachingProvider.class.getClassLoader());
  }

  private static CacheManager local() {
    return manager("test:deployed-local", new Properties());
  }

  private CacheManager tiered() {
    Properties properties = new Properties();
    properties.setProperty("l2.address", address);
    properties.setProperty("l2.timeout-ms", "20000");
    return manager("test:deployed-tiered", properties);
  }

  private static CacheManager manager(String uri, Properties properties) {
    return provider()
        .getCacheManager(URI.create(uri), DeployedApplication.class.getClassLoader(), properties);
  }

  private static void use(CacheManager manager) throws Exception {
    CacheEntryCreatedListener<String, Order> listener = events -> events.forEach(event -> {});
    Cache<String, Order> orders =
        manager.createCache(
            "org_1:orders",
            new MutableConfiguration<String, Order>()
                .setTypes(String.class, Order.class)
                .setExpiryPolicyFactory(TouchedExpiryPolicy.factoryOf(Duration.ONE_HOUR))
                .setReadThrough(true)
                .setCacheLoaderFactory(Orders::new)
                .addCacheEntryListenerConfiguration(
                    new MutableCacheEntryListenerConfiguration<>(() -> listener, null, true, true))
                .addCacheEntryListenerConfiguration(
                    new MutableCacheEntryListenerConfiguration<>(() -> listener, null, true, false))
                .setStatisticsEnabled(true)
                .setManagementEnabled(true));
    orders.put("a", new Order("a", 1));
    orders.putAll(Map.of("b", new Order("b", 2)));
    orders.getAll(Set.of("a", "b", "c"));
    orders.invoke(
        "a",
        (entry, arguments) -> {
          entry.setValue(new Order("a", entry.getValue().items() + 1));
          return null;
        });
    CompletionListenerFuture loaded = new CompletionListenerFuture();
    orders.loadAll(Set.of("d", "e"), true, loaded);
    loaded.get(1, TimeUnit.MINUTES);
    TenantCaches tenants = TenantCaches.of(manager);
    tenants.get("org_1", "contacts", "a", () -> "loaded by the application");
    tenants.invalidate("org_1");
  }

  /** The source of the application's values. */
  private static final class Orders implements CacheLoader<String, Order> {
    @Override
    public Order load(String key) {
      return new Order(key, 0);
    }

    @Override
    public Map<String, Order> loadAll(Iterable<? extends String> keys) {
      Map<String, Order> loaded = new java.util.HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
    }
  }
}
