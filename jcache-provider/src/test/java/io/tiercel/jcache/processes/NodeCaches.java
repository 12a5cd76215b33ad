/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.processes;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.tiercel.jcache.RedisProbe;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.spi.CachingProvider;

/** The caches of a node, opened by public configuration alone. */
final class NodeCaches implements AutoCloseable {
  /** What stands before a copy of L2. */
  enum Near {
    /** Ours. */
    TIERED,
    /** Nothing. */
    REMOTE,
    /** One without rules. */
    NAIVE
  }

  /** How long the entries of the cache "short" live. */
  static final long SHORT_LIFE_MILLIS = 200;

  /** How long a load keeps other nodes from the key. */
  static final java.time.Duration LEASE = java.time.Duration.ofSeconds(5);

  private final CacheManager manager;
  private final Map<String, Cache<String, Long>> caches = new LinkedHashMap<>();
  private final int port;

  NodeCaches(int node, Near near, Servers servers, long timeoutMillis) {
    this.port = servers.port();
    Properties properties = new Properties();
    servers.properties().forEach(properties::setProperty);
    properties.setProperty("l2.timeout-ms", "" + timeoutMillis);
    properties.setProperty("l1.enabled", "" + (near == Near.TIERED));
    properties.setProperty("stampede.load-timeout-ms", "" + LEASE.toMillis());
    CachingProvider provider = Caching.getCachingProvider();
    manager =
        provider.getCacheManager(
            URI.create("test:process-" + port), NodeCaches.class.getClassLoader(), properties);
    MutableConfiguration<String, Long> plain =
        new MutableConfiguration<String, Long>().setTypes(String.class, Long.class);
    for (String name : new String[] {"counters", "registers", "cleared", "claims"}) {
      open(name, plain, node, near);
    }
    open(
        "short",
        new MutableConfiguration<>(plain)
            .setExpiryPolicyFactory(
                ModifiedExpiryPolicy.factoryOf(new Duration(MILLISECONDS, SHORT_LIFE_MILLIS))),
        node,
        near);
    MutableConfiguration<String, Long> loaded =
        new MutableConfiguration<>(plain)
            .setReadThrough(true)
            .setCacheLoaderFactory(new FactoryBuilder.SingletonFactory<>(new SharedSource(port)));
    open("loaded", loaded, node, near);
    open(
        "touched",
        new MutableConfiguration<>(loaded)
            .setExpiryPolicyFactory(TouchedExpiryPolicy.factoryOf(Duration.ONE_HOUR)),
        node,
        near);
  }

  private void open(
      String name, MutableConfiguration<String, Long> configuration, int node, Near near) {
    Cache<String, Long> cache = manager.createCache("org_1:" + name, configuration);
    caches.put(name, near == Near.NAIVE ? NaiveNear.before(cache, node, port) : cache);
  }

  Cache<String, Long> cache(String name) {
    Cache<String, Long> cache = caches.get(name);
    if (cache == null) {
      throw new IllegalArgumentException(name);
    }
    return cache;
  }

  /** Returns the cache of a key of {@link Work}: its first letter tells. */
  Cache<String, Long> cacheOf(String key) {
    return cache(
        switch (key.charAt(0)) {
          case 'c' -> "counters";
          case 'r' -> "registers";
          case 'g' -> "cleared";
          case 'e' -> "short";
          case 'p' -> "claims";
          default -> throw new IllegalArgumentException(key);
        });
  }

  @Override
  public void close() {
    manager.close();
  }

  /** A source of all nodes: counts its calls in Redis, and answers when it is told to. */
  private static final class SharedSource implements CacheLoader<String, Long> {
    private final int port;

    SharedSource(int port) {
      this.port = port;
    }

    @Override
    public Long load(String key) {
      try (RedisProbe probe = new RedisProbe(port)) {
        Object calls = probe.call("INCR", "calls-" + key);
        probe.call("BLPOP", "answers-" + key, "50");
        return (Long) calls;
      }
    }

    @Override
    public Map<String, Long> loadAll(Iterable<? extends String> keys) {
      Map<String, Long> loaded = new LinkedHashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
    }
  }
}
