/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.peers;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.tiercel.jcache.shaded.redisson.client.codec.ByteArrayCodec;
import io.tiercel.tenant.TenantCaches;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.jspecify.annotations.Nullable;

/** What grows: the caches of tenants, or what they come down to. */
interface Grown extends AutoCloseable {
  /** Returns the value of a key of a tenant. */
  @Nullable Object get(String tenant, String key);

  /** Stores a value. */
  void put(String tenant, String key, Object value);

  /** Stores some values. */
  default void putAll(String tenant, Map<String, Object> entries) {
    entries.forEach((key, value) -> put(tenant, key, value));
  }

  @Override
  void close();

  /** Which it is. */
  enum Kind {
    /** Tiercel in this process. */
    LOCAL,
    /** Tiercel in Redis, without L1. */
    REMOTE,
    /** A map of Caffeine's: the floor of the first. */
    CAFFEINE,
    /** GET and SET through the client that Tiercel uses: the floor of the second. */
    PLAIN;

    /** Tells whether it needs a Redis. */
    boolean isRemote() {
      return this == REMOTE || this == PLAIN;
    }

    /** Opens it, with room for so many entries. */
    Grown open(String address, int entries) {
      return switch (this) {
        case LOCAL -> local(entries);
        case REMOTE -> remote(address);
        case CAFFEINE -> caffeine(entries);
        case PLAIN -> plain(address);
      };
    }
  }

  private static Grown local(int entries) {
    Properties properties = new Properties();
    properties.setProperty("l1.max-entries", String.valueOf(2 * entries));
    properties.setProperty("l1.max-size-mb", "10000");
    return tiercel(properties);
  }

  private static Grown remote(String address) {
    Properties properties = new Properties();
    properties.setProperty("l1.enabled", "false");
    properties.setProperty("l2.address", address);
    properties.setProperty("l2.timeout-ms", "5000");
    return tiercel(properties);
  }

  private static Grown tiercel(Properties properties) {
    CacheManager manager =
        Caching.getCachingProvider("io.tiercel.jcache.TiercelCachingProvider")
            .getCacheManager(URI.create("tiercel:grown"), null, properties);
    TenantCaches caches = TenantCaches.of(manager);
    return new Grown() {
      @Override
      public @Nullable Object get(String tenant, String key) {
        return caches.cache(tenant, "profiles").get(key);
      }

      @Override
      public void put(String tenant, String key, Object value) {
        caches.cache(tenant, "profiles").put(key, value);
      }

      @Override
      public void putAll(String tenant, Map<String, Object> entries) {
        caches.cache(tenant, "profiles").putAll(entries);
      }

      @Override
      public void close() {
        manager.close();
      }
    };
  }

  private static Grown caffeine(int entries) {
    com.github.benmanes.caffeine.cache.Cache<String, Object> map =
        Caffeine.newBuilder().maximumSize(2L * entries).build();
    return new Grown() {
      @Override
      public @Nullable Object get(String tenant, String key) {
        return map.getIfPresent(key);
      }

      @Override
      public void put(String tenant, String key, Object value) {
        map.put(key, value);
      }

      @Override
      public void close() {
        map.invalidateAll();
      }
    };
  }

  private static Grown plain(String address) {
    var config = new io.tiercel.jcache.shaded.redisson.config.Config();
    config.setCodec(ByteArrayCodec.INSTANCE).useSingleServer().setAddress(address);
    var client = io.tiercel.jcache.shaded.redisson.Redisson.create(config);
    return new Grown() {
      @Override
      public @Nullable Object get(String tenant, String key) {
        return client.getBucket(key).get();
      }

      @Override
      public void put(String tenant, String key, Object value) {
        client.getBucket(key).set(value, Duration.ofMinutes(15));
      }

      @Override
      public void close() {
        client.shutdown();
      }
    };
  }
}
