/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A cache of strings under a name of its own, with statistics, a synchronous listener and, where
 * asked for, a source. Destroyed when it is closed.
 */
final class CacheFixture implements AutoCloseable {
  private static final AtomicInteger OPENED = new AtomicInteger();

  private final Cache<String, String> cache;
  private final EventLog<String, String> events;
  private final Source source;

  private CacheFixture(
      Cache<String, String> cache, EventLog<String, String> events, Source source) {
    this.cache = cache;
    this.events = events;
    this.source = source;
  }

  static Builder on(Node node) {
    return new Builder(node.manager());
  }

  /** Returns a name that no other cache of this process has. */
  static String newName() {
    return "org_1:cache-" + OPENED.incrementAndGet();
  }

  Cache<String, String> cache() {
    return cache;
  }

  Source source() {
    return source;
  }

  EventLog<String, String> events() {
    return events;
  }

  Counts counts() {
    return Counts.of(cache);
  }

  /** Stores entries of which statistics, listener and source's log say nothing. */
  CacheFixture holding(String... keysAndValues) {
    CacheManager manager = cache.getCacheManager();
    manager.enableStatistics(cache.getName(), false);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      cache.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    manager.enableStatistics(cache.getName(), true);
    forget();
    return this;
  }

  /** Forgets what listener and source have noted. */
  void forget() {
    events.take();
    source.takeCalls();
  }

  /** Returns the entries, such as {@code a=1}, without counting or listening. */
  List<String> entries() {
    CacheManager manager = cache.getCacheManager();
    manager.enableStatistics(cache.getName(), false);
    List<String> entries = new java.util.ArrayList<>();
    cache.forEach(entry -> entries.add(entry.getKey() + "=" + entry.getValue()));
    manager.enableStatistics(cache.getName(), true);
    entries.sort(null);
    return entries;
  }

  @Override
  public void close() {
    if (!cache.isClosed()) {
      cache.getCacheManager().destroyCache(cache.getName());
    }
  }

  /** Opens a cache. */
  static final class Builder {
    private final CacheManager manager;
    private final EventLog<String, String> events = new EventLog<>();
    private final Source source = new Source();
    private final MutableConfiguration<String, String> configuration =
        new MutableConfiguration<String, String>()
            .setTypes(String.class, String.class)
            .setStatisticsEnabled(true)
            .addCacheEntryListenerConfiguration(events.synchronous());

    private Builder(CacheManager manager) {
      this.manager = manager;
    }

    Builder expiry(Factory<? extends ExpiryPolicy> policy) {
      configuration.setExpiryPolicyFactory(policy);
      return this;
    }

    /** Adds a loader that {@code loadAll} asks, and nothing else. */
    Builder loads() {
      configuration.setCacheLoaderFactory(() -> source);
      return this;
    }

    Builder readThrough() {
      configuration.setReadThrough(true);
      return loads();
    }

    Builder writeThrough() {
      configuration.setWriteThrough(true).setCacheWriterFactory(() -> source);
      return this;
    }

    Builder listener(@Nullable CacheEntryListenerConfiguration<String, String> listener) {
      configuration.addCacheEntryListenerConfiguration(listener);
      return this;
    }

    CacheFixture open() {
      return new CacheFixture(manager.createCache(newName(), configuration), events, source);
    }
  }
}
