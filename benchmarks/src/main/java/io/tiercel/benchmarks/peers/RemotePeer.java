/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.peers;

import io.tiercel.jcache.shaded.redisson.client.codec.StringCodec;
import java.net.URI;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RLocalCachedMap;
import org.redisson.api.RMapCache;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.LocalCachedMapOptions;
import org.redisson.config.Config;
import org.redisson.jcache.configuration.RedissonConfiguration;

/** The ways to Redis that are compared. Entries live for a quarter of an hour in all. */
public enum RemotePeer {
  /** GET and SET through the client that Tiercel uses, texts as they are: the floor. */
  PLAIN,
  /** Tiercel without L1. */
  TIERCEL,
  /** Tiercel as it is shipped, with both tiers. */
  TIERCEL_TIERED,
  /** Redisson's JCache. */
  REDISSON_JCACHE,
  /** Redisson's bucket, a key for each entry. */
  REDISSON_BUCKET,
  /** Redisson's map whose entries expire. */
  REDISSON_MAP_CACHE,
  /** Redisson's map with copies in the process. */
  REDISSON_LOCAL_MAP;

  private static final Duration LIFE = Duration.ofMinutes(15);
  private static final String NAME = "profiles";

  /** Connects to a Redis. */
  RemoteCache open(String address) {
    return switch (this) {
      case PLAIN -> plain(address);
      case TIERCEL -> tiercel(address, false);
      case TIERCEL_TIERED -> tiercel(address, true);
      case REDISSON_JCACHE -> redissonCache(address);
      case REDISSON_BUCKET -> bucket(address);
      case REDISSON_MAP_CACHE -> mapCache(address);
      case REDISSON_LOCAL_MAP -> localMap(address);
    };
  }

  private static RemoteCache plain(String address) {
    var config = new io.tiercel.jcache.shaded.redisson.config.Config();
    config.setCodec(StringCodec.INSTANCE).useSingleServer().setAddress(address);
    var client = io.tiercel.jcache.shaded.redisson.Redisson.create(config);
    return simple(
        key -> client.getBucket(key).get(),
        (key, value) -> client.getBucket(key).set(value, LIFE),
        client::shutdown);
  }

  private static RemoteCache tiercel(String address, boolean near) {
    Properties properties = new Properties();
    properties.setProperty("l2.address", address);
    properties.setProperty("l2.timeout-ms", "5000");
    properties.setProperty("l1.enabled", String.valueOf(near));
    properties.setProperty("l1.max-entries", String.valueOf(2 * Keys.COUNT));
    CacheManager manager =
        Caching.getCachingProvider("io.tiercel.jcache.TiercelCachingProvider")
            .getCacheManager(URI.create("tiercel:remote"), null, properties);
    return new JcacheRemote(manager.createCache(NAME, configuration()), manager::close);
  }

  private static RemoteCache redissonCache(String address) {
    RedissonClient client = client(address);
    CacheManager manager =
        Caching.getCachingProvider("org.redisson.jcache.JCachingProvider").getCacheManager();
    Cache<String, Object> cache =
        manager.createCache(NAME, RedissonConfiguration.fromInstance(client, configuration()));
    return new JcacheRemote(
        cache,
        () -> {
          manager.close();
          client.shutdown();
        });
  }

  private static RemoteCache bucket(String address) {
    RedissonClient client = client(address);
    return simple(
        key -> client.getBucket(key).get(),
        (key, value) -> client.getBucket(key).set(value, LIFE),
        client::shutdown);
  }

  private static RemoteCache mapCache(String address) {
    RedissonClient client = client(address);
    RMapCache<String, Object> map = client.getMapCache(NAME);
    return simple(
        map::get,
        (key, value) -> map.fastPut(key, value, LIFE.toSeconds(), TimeUnit.SECONDS),
        client::shutdown);
  }

  private static RemoteCache localMap(String address) {
    RedissonClient client = client(address);
    RLocalCachedMap<String, Object> map =
        client.getLocalCachedMap(LocalCachedMapOptions.<String, Object>name(NAME));
    return simple(map::get, map::fastPut, client::shutdown);
  }

  /** A read of one entry. */
  private interface Read {
    @Nullable Object get(String key);
  }

  /** A write of one entry. */
  private interface Write {
    void put(String key, Object value);
  }

  private static RemoteCache simple(Read read, Write write, Runnable end) {
    return new RemoteCache() {
      @Override
      public @Nullable Object get(String key) {
        return read.get(key);
      }

      @Override
      public void put(String key, Object value) {
        write.put(key, value);
      }

      @Override
      public void close() {
        end.run();
      }
    };
  }

  private static RedissonClient client(String address) {
    Config config = new Config();
    config.useSingleServer().setAddress(address);
    return Redisson.create(config);
  }

  private static MutableConfiguration<String, Object> configuration() {
    return new MutableConfiguration<String, Object>()
        .setTypes(String.class, Object.class)
        .setExpiryPolicyFactory(
            CreatedExpiryPolicy.factoryOf(
                new javax.cache.expiry.Duration(TimeUnit.MINUTES, LIFE.toMinutes())));
  }
}
