/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.peers;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.hazelcast.cache.HazelcastCachingProvider;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.cache2k.Cache2kBuilder;
import org.cache2k.jcache.ExtendedMutableConfiguration;
import org.cache2k.jcache.JCacheConfig;
import org.jspecify.annotations.Nullable;

/** The caches of a process that are compared. All but the first are asked through javax.cache. */
public enum LocalPeer {
  /** Caffeine itself: the floor. It hands out what was put in. */
  CAFFEINE,
  /** Tiercel with monitoring off, as the others are. */
  TIERCEL,
  /** Tiercel as it is shipped: what it does is counted. */
  TIERCEL_SHIPPED,
  /** The same in a process that has used fifty other caches, with keys of four types. */
  TIERCEL_USED,
  /** Caffeine's JCache. */
  CAFFEINE_JCACHE,
  /** The JCache of cache2k. */
  CACHE2K,
  /** Ehcache 3 on the heap. */
  EHCACHE,
  /** Hazelcast within the process. */
  HAZELCAST;

  private static final int OTHER_CACHES = 50;
  private static final int OTHER_CALLS = 5_000;

  /** Opens the cache. */
  LocalCache open(boolean statistics) {
    return switch (this) {
      case CAFFEINE -> caffeine(statistics);
      case TIERCEL -> tiercel(false, statistics);
      case TIERCEL_SHIPPED -> tiercel(true, statistics);
      case TIERCEL_USED -> {
        LocalCache cache = tiercel(true, statistics);
        useOthers(manager(true));
        yield cache;
      }
      case CAFFEINE_JCACHE ->
          cache(
              provided("com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider"),
              statistics);
      case CACHE2K ->
          cache(provided("org.cache2k.jcache.provider.JCacheProvider"), cache2k(), statistics);
      case EHCACHE -> cache(provided("org.ehcache.jsr107.EhcacheCachingProvider"), statistics);
      case HAZELCAST -> hazelcast(statistics);
    };
  }

  private static LocalCache caffeine(boolean statistics) {
    Caffeine<Object, Object> builder = Caffeine.newBuilder().maximumSize(2L * Keys.COUNT);
    if (statistics) {
      builder.recordStats();
    }
    com.github.benmanes.caffeine.cache.Cache<String, Object> cache = builder.build();
    return new LocalCache() {
      @Override
      public @Nullable Object get(String key) {
        return cache.getIfPresent(key);
      }

      @Override
      public void put(String key, Object value) {
        cache.put(key, value);
      }

      @Override
      public void close() {
        cache.invalidateAll();
      }
    };
  }

  private static LocalCache tiercel(boolean monitored, boolean statistics) {
    return cache(manager(monitored), statistics);
  }

  private static CacheManager manager(boolean monitored) {
    Properties properties = new Properties();
    properties.setProperty("monitoring-enabled", String.valueOf(monitored));
    properties.setProperty("l1.max-entries", String.valueOf(2 * Keys.COUNT));
    properties.setProperty("l1.max-size-mb", "500");
    return Caching.getCachingProvider("io.tiercel.jcache.TiercelCachingProvider")
        .getCacheManager(URI.create("tiercel:peers"), null, properties);
  }

  private static CacheManager provided(String provider) {
    return Caching.getCachingProvider(provider).getCacheManager();
  }

  private static LocalCache hazelcast(boolean statistics) {
    Config config = new Config();
    config.setProperty("hazelcast.logging.type", "none");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.getNetworkConfig().setPublicAddress("127.0.0.1");
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
    HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
    CacheManager manager =
        Caching.getCachingProvider("com.hazelcast.cache.HazelcastMemberCachingProvider")
            .getCacheManager(
                URI.create("hazelcast"),
                null,
                HazelcastCachingProvider.propertiesByInstanceItself(member));
    LocalCache cache = cache(manager, statistics);
    return new LocalCache() {
      @Override
      public @Nullable Object get(String key) {
        return cache.get(key);
      }

      @Override
      public void put(String key, Object value) {
        cache.put(key, value);
      }

      @Override
      public void close() {
        cache.close();
        member.shutdown();
      }
    };
  }

  /** It holds two thousand entries if it is not told otherwise, and then by reference. */
  private static MutableConfiguration<String, Object> cache2k() {
    return ExtendedMutableConfiguration.of(
        Cache2kBuilder.of(String.class, Object.class)
            .entryCapacity(2L * Keys.COUNT)
            .with(JCacheConfig.class, each -> each.copyAlwaysIfRequested(true)));
  }

  private static LocalCache cache(CacheManager manager, boolean statistics) {
    return cache(manager, new MutableConfiguration<>(), statistics);
  }

  private static LocalCache cache(
      CacheManager manager,
      MutableConfiguration<String, Object> configuration,
      boolean statistics) {
    Cache<String, Object> cache =
        manager.createCache(
            "profiles",
            configuration.setTypes(String.class, Object.class).setStatisticsEnabled(statistics));
    return new LocalCache() {
      @Override
      public @Nullable Object get(String key) {
        return cache.get(key);
      }

      @Override
      public void put(String key, Object value) {
        cache.put(key, value);
      }

      @Override
      public void close() {
        manager.close();
      }
    };
  }

  private static void useOthers(CacheManager manager) {
    List<Cache<Object, Object>> others = new ArrayList<>();
    for (int i = 0; i < OTHER_CACHES; i++) {
      others.add(manager.createCache("other-" + i, new MutableConfiguration<>()));
    }
    for (int i = 0; i < OTHER_CALLS; i++) {
      Cache<Object, Object> other = others.get(i % OTHER_CACHES);
      Object key =
          switch (i / OTHER_CACHES % 4) {
            case 0 -> "key-" + i;
            case 1 -> (long) i;
            case 2 -> new UUID(i, i);
            default -> URI.create("key:" + i);
          };
      other.put(key, "value");
      other.get(key);
    }
  }
}
