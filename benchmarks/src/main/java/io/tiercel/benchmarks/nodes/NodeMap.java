/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.nodes;

import java.net.URI;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RLocalCachedMap;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.api.options.LocalCachedMapOptions.SyncStrategy;
import org.redisson.config.Config;
import org.redisson.jcache.configuration.RedissonConfiguration;

/** What several processes share: one of the ways to have it. */
public interface NodeMap extends AutoCloseable {
  /** Returns the value of a key, or null. */
  @Nullable String get(String key);

  /** Stores a value. */
  void put(String key, String value);

  @Override
  void close();

  /** How the processes share it. */
  enum Way {
    /** Tiercel with L1 and L2. */
    TIERCEL,
    /** Tiercel with L2 alone. */
    TIERCEL_REMOTE,
    /** Redisson's JCache, which has no copies in the process. */
    REDISSON_JCACHE,
    /** Redisson's map with copies in the process, which a change takes from the other nodes. */
    REDISSON_LOCAL_MAP;

    /** Tells whether a node has copies, which may be old. */
    boolean hasCopies() {
      return this == TIERCEL || this == REDISSON_LOCAL_MAP;
    }

    /** Connects to a Redis. */
    NodeMap open(String address) {
      return switch (this) {
        case TIERCEL -> tiercel(address, true);
        case TIERCEL_REMOTE -> tiercel(address, false);
        case REDISSON_JCACHE -> redissonCache(address);
        case REDISSON_LOCAL_MAP -> redissonMap(address);
      };
    }
  }

  private static NodeMap tiercel(String address, boolean near) {
    Properties properties = new Properties();
    properties.setProperty("l2.address", address);
    properties.setProperty("l1.enabled", String.valueOf(near));
    // Redisson's map has no bound.
    properties.setProperty("l1.max-entries", String.valueOf(2 * NodeProgram.KEYS));
    CacheManager manager =
        Caching.getCachingProvider("io.tiercel.jcache.TiercelCachingProvider")
            .getCacheManager(URI.create("tiercel:nodes"), null, properties);
    return cache(manager.createCache("shared", configuration()), manager::close);
  }

  private static NodeMap redissonCache(String address) {
    RedissonClient client = client(address);
    CacheManager manager =
        Caching.getCachingProvider("org.redisson.jcache.JCachingProvider").getCacheManager();
    return cache(
        manager.createCache("shared", RedissonConfiguration.fromInstance(client, configuration())),
        client::shutdown);
  }

  private static NodeMap redissonMap(String address) {
    RedissonClient client = client(address);
    RLocalCachedMap<String, String> map =
        client.getLocalCachedMap(
            LocalCachedMapOptions.<String, String>name("shared")
                .syncStrategy(SyncStrategy.INVALIDATE));
    return new NodeMap() {
      @Override
      public @Nullable String get(String key) {
        return map.get(key);
      }

      @Override
      public void put(String key, String value) {
        map.fastPut(key, value);
      }

      @Override
      public void close() {
        client.shutdown();
      }
    };
  }

  private static NodeMap cache(Cache<String, String> cache, Runnable end) {
    return new NodeMap() {
      @Override
      public @Nullable String get(String key) {
        return cache.get(key);
      }

      @Override
      public void put(String key, String value) {
        cache.put(key, value);
      }

      @Override
      public void close() {
        end.run();
      }
    };
  }

  private static MutableConfiguration<String, String> configuration() {
    return new MutableConfiguration<String, String>().setTypes(String.class, String.class);
  }

  private static RedissonClient client(String address) {
    Config config = new Config();
    config.useSingleServer().setAddress(address);
    return Redisson.create(config);
  }
}
