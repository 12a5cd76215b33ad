/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.config.Mode;
import io.tiercel.jcache.config.SettingsReport;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.jcache.spi.AllowedTypes;
import io.tiercel.jcache.spi.LoadingCache;
import io.tiercel.tenant.TenantCaches;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.configuration.OptionalFeature;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.spi.CachingProvider;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Managers by URI and class loader, their caches by name, and what JMX shows of them. */
final class ManagersIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  private static final ClassLoader LOADER = ManagersIT.class.getClassLoader();
  private static final URI URI_1 = URI.create("test:one");
  private static final URI URI_2 = URI.create("test:two");

  private final CachingProvider provider = Caching.getCachingProvider();

  @AfterEach
  void closeManagers() {
    provider.close(URI_1, LOADER);
    provider.close(URI_2, LOADER);
  }

  @Test
  void getCacheManager_sameUriAndLoader_isTheSame() throws IOException {
    CacheManager manager = provider.getCacheManager(URI_1, LOADER);
    assertThat(provider.getCacheManager(URI_1, LOADER)).isSameAs(manager);
    assertThat(provider.getCacheManager(URI_2, LOADER)).isNotSameAs(manager);
    try (URLClassLoader other = otherLoader()) {
      CacheManager others = provider.getCacheManager(URI_1, other);
      assertThat(others).isNotSameAs(manager);
      assertThat(others.getClassLoader()).isSameAs(other);
      assertThat(others.getURI()).isEqualTo(URI_1);
      provider.close(other);
      assertThat(others.isClosed()).isTrue();
    }
    assertThat(manager.isClosed()).isFalse();
    assertThat(manager.getCachingProvider()).isSameAs(provider);
    assertThat(manager.getURI()).isEqualTo(URI_1);
    assertThat(manager.getClassLoader()).isSameAs(LOADER);
  }

  @Test
  void getCacheManager_nothingNamed_isTheDefault() {
    CacheManager manager = provider.getCacheManager();
    assertThat(manager.getURI()).isEqualTo(URI.create("tiercel:default"));
    assertThat(provider.getCacheManager(null, null, null)).isSameAs(manager);
    assertThat(provider.getCacheManager(null, null)).isSameAs(manager);
    assertThat(manager.unwrap(TiercelSettings.class).mode()).isEqualTo(Mode.LOCAL);
    manager.close();
    assertThat(provider.isSupported(OptionalFeature.STORE_BY_REFERENCE)).isTrue();
  }

  @Test
  void getCacheManager_properties_areThoseOfTheCallThatOpenedIt() {
    Properties properties = new Properties();
    properties.setProperty("l1.max-entries", "7");
    CacheManager manager = provider.getCacheManager(URI_1, LOADER, properties);
    properties.setProperty("l1.max-entries", "8");
    assertThat(provider.getCacheManager(URI_1, LOADER, properties)).isSameAs(manager);
    assertThat(manager.getProperties()).containsEntry("l1.max-entries", "7");
    manager.getProperties().clear();
    assertThat(manager.getProperties()).containsOnlyKeys("l1.max-entries");
    assertThat(manager.unwrap(TiercelSettings.class).near().maxEntries()).isEqualTo(7);
  }

  @Test
  void getCacheManager_badProperty_failsAndLeavesNoManager() {
    Properties properties = new Properties();
    properties.setProperty("l1.max-entries", "-1");
    assertThatThrownBy(() -> provider.getCacheManager(URI_1, LOADER, properties))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("l1.max-entries");
    assertThat(provider.getCacheManager(URI_1, LOADER).isClosed()).isFalse();
  }

  @Test
  void close_managerOrProvider_opensAnotherNextTime() {
    CacheManager first = provider.getCacheManager(URI_1, LOADER);
    first.close();
    CacheManager second = provider.getCacheManager(URI_1, LOADER);
    assertThat(second).isNotSameAs(first);
    CacheManager other = provider.getCacheManager(URI_2, LOADER);
    provider.close(URI_1, LOADER);
    assertThat(second.isClosed()).isTrue();
    assertThat(other.isClosed()).isFalse();
    provider.close(LOADER);
    assertThat(other.isClosed()).isTrue();
    CacheManager third = provider.getCacheManager(URI_1, LOADER);
    provider.close();
    assertThat(third.isClosed()).isTrue();
    assertThat(provider.getCacheManager(URI_1, LOADER).isClosed()).isFalse();
  }

  @Test
  void close_manager_closesWhatWasPluggedInEvenIfOneFails() {
    List<String> closed = new ArrayList<>();
    CacheManager manager = provider.getCacheManager(URI_1, LOADER);
    manager.createCache(
        "c",
        new MutableConfiguration<String, String>()
            .setReadThrough(true)
            .setCacheLoaderFactory(() -> new ClosingLoader(closed))
            .setExpiryPolicyFactory(() -> new ClosingPolicy(closed))
            .addCacheEntryListenerConfiguration(
                new MutableCacheEntryListenerConfiguration<>(
                    () -> new ClosingListener(closed), null, false, true)));
    manager.close();
    assertThat(closed).containsExactlyInAnyOrder("loader", "policy", "listener");
  }

  @Test
  void getCacheNames_areAPictureOfNow() {
    CacheManager manager = provider.getCacheManager(URI_1, LOADER);
    manager.createCache("a", new MutableConfiguration<>());
    Cache<Object, Object> b = manager.createCache("b", new MutableConfiguration<>());
    Iterable<String> names = manager.getCacheNames();
    b.close();
    assertThat(names).containsExactlyInAnyOrder("a", "b");
    assertThat(manager.getCacheNames()).containsExactly("a");
    Iterator<String> iterator = names.iterator();
    iterator.next();
    assertThatThrownBy(iterator::remove).isInstanceOf(UnsupportedOperationException.class);
  }

  @InEachMode
  void destroyCache_takesItsEntriesAway(Mode mode) {
    CacheManager manager = NODES.in(mode).manager();
    String name = CacheFixture.newName();
    MutableConfiguration<String, String> configuration = new MutableConfiguration<>();
    Cache<String, String> cache = manager.createCache(name, configuration);
    cache.put("a", "1");
    manager.destroyCache(name);
    assertThat(cache.isClosed()).isTrue();
    assertThat(manager.<String, String>getCache(name)).isNull();
    assertThat(manager.getCacheNames()).doesNotContain(name);
    Cache<String, String> again = manager.createCache(name, configuration);
    assertThat(again.get("a")).isNull();
    manager.destroyCache(name);
    manager.destroyCache(name);
  }

  @InEachMode
  void close_cache_keepsWhatOthersShare(Mode mode) {
    CacheManager manager = NODES.in(mode).manager();
    String name = CacheFixture.newName();
    MutableConfiguration<String, String> configuration = new MutableConfiguration<>();
    Cache<String, String> cache = manager.createCache(name, configuration);
    cache.put("a", "1");
    cache.close();
    Cache<String, String> again = manager.createCache(name, configuration);
    assertThat(again.get("a")).isEqualTo(mode == Mode.LOCAL ? null : "1");
    again.put("a", "2");
    assertThat(again.get("a")).isEqualTo("2");
    manager.destroyCache(name);
  }

  @InEachMode
  void getCache_declaredResource_isOpenedWhenAskedFor(Mode mode) {
    try (Node node =
        Node.builder(mode)
            .redis(NODES.redis())
            .set("caches.contacts.version", "v7")
            .set("caches.rates.scope", "shared")
            .open()) {
      CacheManager manager = node.manager();
      assertThat(manager.getCacheNames()).isEmpty();
      Cache<Object, Object> contacts = requireNonNull(manager.getCache("org_1:contacts"));
      contacts.put("a", "1");
      assertThat(manager.<Object, Object>getCache("org_1:contacts")).isSameAs(contacts);
      assertThat(manager.getCache("org_1:contacts", Object.class, Object.class)).isSameAs(contacts);
      assertThat(manager.<Object, Object>getCache("rates")).isNotNull();
      assertThat(manager.<Object, Object>getCache("org_1:unknown")).isNull();
      assertThat(manager.<Object, Object>getCache("unknown")).isNull();
      assertThat(manager.getCacheNames()).containsExactlyInAnyOrder("org_1:contacts", "rates");
      manager.destroyCache("org_1:contacts");
      assertThat(contacts.isClosed()).isTrue();
      assertThat(requireNonNull(manager.getCache("org_1:contacts")).get("a")).isNull();
      assertThatThrownBy(() -> manager.createCache("rates", new MutableConfiguration<>()))
          .hasMessageStartingWith("TIERCEL-1054 ");
    }
  }

  @InEachMode
  void getCache_declaredResourceOfTypes_hasThoseOfWhoAskedFirst(Mode mode) {
    try (Node node =
        Node.builder(mode)
            .redis(NODES.redis())
            .set("caches.typed.scope", "shared")
            .set("caches.any.scope", "shared")
            .open()) {
      CacheManager manager = node.manager();
      Cache<String, byte[]> typed =
          requireNonNull(manager.getCache("typed", String.class, byte[].class));
      typed.put("a", new byte[] {1, 2});
      assertThat(typed.get("a")).containsExactly(1, 2);
      assertThat(manager.<String, byte[]>getCache("typed")).isSameAs(typed);
      assertThatThrownBy(() -> manager.getCache("typed", String.class, String.class))
          .isInstanceOf(ClassCastException.class);
      assertThat(manager.<Object, Object>getCache("any")).isNotNull();
      assertThatThrownBy(() -> manager.getCache("any", String.class, String.class))
          .isInstanceOf(ClassCastException.class);
    }
  }

  @Test
  void unwrap_ownTypes_areAnswered() {
    CacheManager manager = provider.getCacheManager(URI_1, LOADER);
    assertThat(manager.unwrap(TiercelSettings.class)).isNotNull();
    assertThat(manager.unwrap(TenantCaches.class)).isSameAs(TenantCaches.of(manager));
    assertThat(manager.unwrap(AllowedTypes.class)).isNotNull();
    assertThat(manager.unwrap(CacheManager.class)).isSameAs(manager);
    Cache<Object, Object> cache = manager.createCache("c", new MutableConfiguration<>());
    assertThat((Object) cache.unwrap(LoadingCache.class)).isSameAs(cache);
    assertThat((Object) cache.unwrap(Cache.class)).isSameAs(cache);
  }

  @Test
  void getCacheManager_atDebug_writesItsSettingsOnce() {
    Properties properties = new Properties();
    properties.setProperty("l2.enabled", "false");
    properties.setProperty("l2.address", "redis://app:hunter2@one:6379");
    java.util.logging.Logger logger =
        java.util.logging.Logger.getLogger("io.tiercel.jcache.internal.TiercelCacheManager");
    logger.setLevel(java.util.logging.Level.FINE);
    try (LogCapture log = new LogCapture(java.util.logging.Level.FINE)) {
      CacheManager manager = provider.getCacheManager(URI_1, LOADER, properties);
      provider.getCacheManager(URI_1, LOADER, properties);
      String report = manager.unwrap(SettingsReport.class).toString();
      assertThat(report)
          .contains("l2.enabled = false (manager property 'l2.enabled')\n")
          .contains("l2.address = redis://****@one:6379 (manager property 'l2.address')\n")
          .contains("enabled = true (default)\n")
          .doesNotContain("hunter2");
      assertThat(log.messages(java.util.logging.Level.FINE, "settings of"))
          .containsExactly("settings of cache manager '" + URI_1 + "':\n" + report);
    } finally {
      logger.setLevel(null);
    }
  }

  @Test
  void getConfiguration_isACopy() {
    CacheManager manager = provider.getCacheManager(URI_1, LOADER);
    MutableConfiguration<String, String> given =
        new MutableConfiguration<String, String>().setTypes(String.class, String.class);
    Cache<String, String> cache = manager.createCache("c", given);
    given.setStatisticsEnabled(true);
    CompleteConfiguration<String, String> answered = configuration(cache);
    assertThat(answered.isStatisticsEnabled()).isFalse();
    assertThat(answered.getKeyType()).isEqualTo(String.class);
    manager.enableStatistics("c", true);
    assertThat(configuration(cache).isStatisticsEnabled()).isTrue();
    assertThatThrownBy(() -> cache.getConfiguration(OtherConfiguration.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("TIERCEL-1063 ");
  }

  @Test
  void mxBeans_namesThatJmxCannotHold_areShownUnderNamesItCan() throws JMException {
    CacheManager manager = provider.getCacheManager(URI_1, LOADER);
    List<String> names =
        List.of("a:b", "a,b", "a=b", "a\"b\"", "a*", "a?", "a\nb", "a b", "a.b", "größe", "a\\b");
    for (String name : names) {
      manager.createCache(
          name, new MutableConfiguration<>().setManagementEnabled(true).setStatisticsEnabled(true));
    }
    assertThat(beans(URI_1)).as("two for each cache").hasSize(2 * names.size());
    assertThat(beans(URI_1))
        .contains(
            new ObjectName("javax.cache:type=CacheStatistics,CacheManager=test.one,Cache=a b"),
            new ObjectName(
                "javax.cache:type=CacheConfiguration,CacheManager=test.one,Cache=größe"));
    manager.destroyCache("a:b");
    assertThat(beans(URI_1)).hasSize(2 * names.size() - 2);
    manager.enableStatistics("a,b", false);
    assertThat(beans(URI_1)).hasSize(2 * names.size() - 3);
    manager.enableManagement("a,b", false);
    manager.enableManagement("a,b", false);
    assertThat(beans(URI_1)).hasSize(2 * names.size() - 4);
    manager.close();
    assertThat(beans(URI_1)).isEmpty();
  }

  @Test
  void mxBeans_sameUriAndOtherLoader_standSideBySide() throws IOException {
    MutableConfiguration<String, String> counted =
        new MutableConfiguration<String, String>().setStatisticsEnabled(true);
    CacheManager manager = provider.getCacheManager(URI_1, LOADER);
    Cache<String, String> cache = manager.createCache("c", counted);
    try (URLClassLoader other = otherLoader()) {
      CacheManager others = provider.getCacheManager(URI_1, other);
      others.createCache("c", counted);
      assertThat(beans(URI_1)).hasSize(2);
      manager.close();
      assertThat(beans(URI_1)).hasSize(1);
      CacheManager again = provider.getCacheManager(URI_1, LOADER);
      cache = again.createCache("c", counted);
      cache.put("a", "1");
      assertThat(beans(URI_1)).hasSize(2);
      others.close();
    }
    assertThat(beans(URI_1)).hasSize(1);
    assertThat(Counts.of(cache)).isEqualTo(Counts.puts(1));
  }

  @Test
  void createCache_onManagerBeingClosed_leavesNothingBehind() throws InterruptedException {
    for (int round = 0; round < 50; round++) {
      CacheManager manager = provider.getCacheManager(URI_1, LOADER);
      CountDownLatch created = new CountDownLatch(1);
      Thread creator =
          new Thread(
              () -> {
                try {
                  for (int n = 0; ; n++) {
                    manager.createCache(
                        "c" + n, new MutableConfiguration<>().setStatisticsEnabled(true));
                    created.countDown();
                  }
                } catch (IllegalStateException e) {
                  assertThat(e).hasMessageStartingWith("TIERCEL-1051 ");
                }
              });
      creator.start();
      created.await();
      manager.close();
      creator.join();
      assertThat(beans(URI_1)).isEmpty();
    }
  }

  private static URLClassLoader otherLoader() {
    return new URLClassLoader(new URL[0], LOADER);
  }

  private static Set<ObjectName> beans(URI uri) {
    try {
      String manager = uri.toString().replace(':', '.');
      return ManagementFactory.getPlatformMBeanServer()
          .queryNames(new ObjectName("javax.cache:CacheManager=" + manager + ",*"), null)
          .stream()
          .collect(Collectors.toSet());
    } catch (JMException e) {
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked") // the types are the cache's
  private static CompleteConfiguration<String, String> configuration(Cache<String, String> cache) {
    return cache.getConfiguration(CompleteConfiguration.class);
  }

  /** A configuration of another product. */
  private static final class OtherConfiguration extends MutableConfiguration<String, String> {
    private static final long serialVersionUID = 1L;
  }

  /** A loader that notes its end. */
  private record ClosingLoader(List<String> closed)
      implements CacheLoader<String, String>, Closeable {
    @Override
    public String load(String key) {
      return key;
    }

    @Override
    public java.util.Map<String, String> loadAll(Iterable<? extends String> keys) {
      return java.util.Map.of();
    }

    @Override
    public void close() throws IOException {
      closed.add("loader");
      throw new IOException("the loader fails to close");
    }
  }

  /** An expiry policy that notes its end. */
  private static final class ClosingPolicy implements javax.cache.expiry.ExpiryPolicy, Closeable {
    private final javax.cache.expiry.ExpiryPolicy eternal =
        EternalExpiryPolicy.factoryOf().create();
    private final List<String> closed;

    ClosingPolicy(List<String> closed) {
      this.closed = closed;
    }

    @Override
    public javax.cache.expiry.Duration getExpiryForCreation() {
      return eternal.getExpiryForCreation();
    }

    @Override
    public javax.cache.expiry.Duration getExpiryForAccess() {
      return eternal.getExpiryForAccess();
    }

    @Override
    public javax.cache.expiry.Duration getExpiryForUpdate() {
      return eternal.getExpiryForUpdate();
    }

    @Override
    public void close() {
      closed.add("policy");
      throw new IllegalStateException("the policy fails to close");
    }
  }

  /** A listener that notes its end. */
  private record ClosingListener(List<String> closed)
      implements CacheEntryCreatedListener<String, String>, Closeable {
    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {}

    @Override
    public void close() {
      closed.add("listener");
      throw new IllegalStateException("the listener fails to close");
    }
  }
}
