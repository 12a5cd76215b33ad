/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.internal.entry.AsyncReads;
import io.tiercel.jcache.internal.entry.BulkWrites;
import io.tiercel.jcache.internal.entry.CacheParts;
import io.tiercel.jcache.internal.entry.EntryIterator;
import io.tiercel.jcache.internal.entry.EntryReads;
import io.tiercel.jcache.internal.entry.EntryWrites;
import io.tiercel.jcache.internal.entry.ExpiryRules;
import io.tiercel.jcache.internal.entry.ProcessorRun;
import io.tiercel.jcache.internal.entry.TagRules;
import io.tiercel.jcache.internal.entry.Terms;
import io.tiercel.jcache.internal.entry.TimedWrites;
import io.tiercel.jcache.internal.tier.DropCount;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.spi.EntryOptions;
import io.tiercel.jcache.spi.LoadingCache;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CompletionListener;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/**
 * A cache as the application sees it: checks what it is given and hands on to the operations. Safe
 * for many threads.
 */
final class TieredCache<K, V> implements LoadingCache<K, V> {
  private final TiercelCacheManager manager;
  private final MutableConfiguration<K, V> configuration;
  private final CacheParts<K, V> parts;
  private final EntryReads<K, V> reads;
  private final AsyncReads<K, V> asyncReads;
  private final EntryWrites<K, V> writes;
  private final TimedWrites<K, V> timed;
  private final BulkWrites<K, V> bulk;
  private final ProcessorRun<K, V> processors;
  private final CacheClosing closing;

  TieredCache(
      TiercelCacheManager manager,
      MutableConfiguration<K, V> configuration,
      CacheParts<K, V> parts,
      CacheClosing closing) {
    this.manager = manager;
    this.configuration = configuration;
    this.parts = parts;
    this.reads = new EntryReads<>(this, parts);
    this.asyncReads = new AsyncReads<>(parts, reads);
    this.writes = new EntryWrites<>(this, parts, reads);
    this.timed = new TimedWrites<>(this, parts);
    this.bulk = new BulkWrites<>(this, parts);
    this.processors = new ProcessorRun<>(this, parts, reads);
    this.closing = closing;
  }

  CacheParts<K, V> parts() {
    return parts;
  }

  MutableConfiguration<K, V> configuration() {
    return configuration;
  }

  @Override
  public @Nullable V get(K key) {
    checkKey(key);
    return reads.get(key);
  }

  @Override
  public @Nullable V get(K key, Callable<? extends @Nullable V> source) throws Exception {
    checkKey(key);
    return reads.get(key, Terms.DEFAULT, requireNonNull(source, "source"));
  }

  @Override
  public @Nullable V get(K key, EntryOptions options, Callable<? extends @Nullable V> source)
      throws Exception {
    checkKey(key);
    return reads.get(key, terms(options), requireNonNull(source, "source"));
  }

  @Override
  public CompletableFuture<@Nullable V> getLater(
      K key,
      EntryOptions options,
      Callable<? extends @Nullable CompletionStage<? extends @Nullable V>> source)
      throws Exception {
    checkKey(key);
    return asyncReads.get(key, terms(options), requireNonNull(source, "source"));
  }

  @Override
  public Map<K, V> getAll(Set<? extends K> keys) {
    checkKeys(keys);
    return reads.getAll(keys);
  }

  @Override
  public boolean containsKey(K key) {
    checkKey(key);
    return reads.containsKey(key);
  }

  @Override
  public void loadAll(
      Set<? extends K> keys, boolean replaceExistingValues, @Nullable CompletionListener listener) {
    checkKeys(keys);
    manager.execute(
        new LoadTask<>(reads, Set.copyOf(keys), replaceExistingValues, listener, closing.loads()));
  }

  @Override
  public void put(K key, V value) {
    checkEntry(key, value);
    writes.put(key, value);
  }

  @Override
  public void put(K key, V value, EntryOptions options) {
    checkEntry(key, value);
    timed.put(key, value, terms(options));
  }

  @Override
  public @Nullable V getAndPut(K key, V value) {
    checkEntry(key, value);
    return writes.getAndPut(key, value);
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> entries) {
    checkOpen();
    requireNonNull(entries, "map").forEach(this::checkEntry);
    bulk.putAll(entries);
  }

  @Override
  public boolean putIfAbsent(K key, V value) {
    checkEntry(key, value);
    return writes.putIfAbsent(key, value);
  }

  @Override
  public boolean putIfAbsent(K key, V value, EntryOptions options) {
    checkEntry(key, value);
    return timed.putIfAbsent(key, value, terms(options));
  }

  @Override
  public boolean replace(K key, V value, EntryOptions options) {
    checkEntry(key, value);
    return timed.replace(key, value, terms(options));
  }

  @Override
  public Consumer<V> putLater(K key, EntryOptions options) {
    checkKey(key);
    Consumer<V> put = timed.putLater(key, terms(options));
    return value -> {
      checkValue(value);
      put.accept(value);
    };
  }

  @Override
  public boolean tag(K key, Set<String> tags) {
    checkKey(key);
    return timed.tag(key, terms(new EntryOptions(null, tags)).tags());
  }

  @Override
  public boolean remove(K key) {
    checkKey(key);
    return writes.remove(key);
  }

  @Override
  public boolean remove(K key, V oldValue) {
    checkEntry(key, oldValue);
    return writes.remove(key, oldValue);
  }

  @Override
  public @Nullable V getAndRemove(K key) {
    checkKey(key);
    return writes.getAndRemove(key);
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    checkEntry(key, oldValue);
    checkValue(newValue);
    return writes.replace(key, oldValue, newValue);
  }

  @Override
  public boolean replace(K key, V value) {
    checkEntry(key, value);
    return writes.replace(key, value);
  }

  @Override
  public @Nullable V getAndReplace(K key, V value) {
    checkEntry(key, value);
    return writes.getAndReplace(key, value);
  }

  @Override
  public void removeAll(Set<? extends K> keys) {
    checkKeys(keys);
    bulk.removeAll(keys);
  }

  @Override
  public void removeAll() {
    checkOpen();
    bulk.removeAll();
  }

  @Override
  public void clear() {
    var unused = drop();
  }

  /** Drops all entries; answers what counts them. */
  DropCount drop() {
    checkOpen();
    return bulk.clear();
  }

  /** Drops what this process holds of the cache's entries; remote entries stay. */
  DropCount forget() {
    DropCount dropped = parts.tier().forget();
    parts.guard().forget(parts.name());
    return dropped;
  }

  /** Tells the listeners of an entry that was found past its deadline. */
  @SuppressWarnings("unchecked") // only keys of this cache's type are stored
  void expired(Object tierKey, TierEntry entry) {
    Object key = parts.keys().key(tierKey);
    if (key != null) {
      reads.expired((K) key, entry);
    }
  }

  @Override
  public <T> @Nullable T invoke(K key, EntryProcessor<K, V, T> processor, Object... arguments)
      throws EntryProcessorException {
    checkKey(key);
    return processors.invoke(key, requireNonNull(processor, "entryProcessor"), arguments);
  }

  @Override
  public <T> Map<K, EntryProcessorResult<T>> invokeAll(
      Set<? extends K> keys, EntryProcessor<K, V, T> processor, Object... arguments) {
    checkKeys(keys);
    requireNonNull(processor, "entryProcessor");
    Map<K, EntryProcessorResult<T>> results = new HashMap<>();
    for (K key : keys) {
      try {
        T answer = processors.invoke(key, processor, arguments);
        if (answer != null) {
          results.put(key, () -> answer);
        }
      } catch (EntryProcessorException e) {
        results.put(key, new FailedResult<>(e));
      }
    }
    return results;
  }

  /** What a processor that failed leaves for its caller. */
  private record FailedResult<T>(EntryProcessorException failure)
      implements EntryProcessorResult<T> {
    @Override
    public T get() {
      throw failure;
    }
  }

  @Override
  public Iterator<Cache.Entry<K, V>> iterator() {
    checkOpen();
    return new EntryIterator<>(parts, reads, writes);
  }

  @Override
  public String getName() {
    return parts.name();
  }

  @Override
  public CacheManager getCacheManager() {
    return manager;
  }

  @Override
  public <C extends Configuration<K, V>> C getConfiguration(Class<C> type) {
    return manager.configuration(this, type);
  }

  @Override
  public void registerCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
    checkOpen();
    parts.signals().events().register(requireNonNull(listener, "configuration"));
    configuration.addCacheEntryListenerConfiguration(listener);
  }

  @Override
  public void deregisterCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
    checkOpen();
    parts.signals().events().deregister(requireNonNull(listener, "configuration"));
    configuration.removeCacheEntryListenerConfiguration(listener);
  }

  @Override
  public void close() {
    closing.close(this);
  }

  @Override
  public boolean isClosed() {
    return closing.closed();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw Messages.cannotUnwrap("cache '" + getName() + "'", type);
  }

  private void checkOpen() {
    if (closing.closed()) {
      throw Messages.cacheClosed(getName());
    }
  }

  private void checkKey(K key) {
    checkOpen();
    requireNonNull(key, "key");
    Class<K> type = configuration.getKeyType();
    if (type != Object.class && !type.isInstance(key)) {
      throw Messages.wrongType(getName(), "key", type, key);
    }
  }

  private Terms terms(EntryOptions options) {
    Duration life = requireNonNull(options, "options").timeToLive();
    if (life != null && (life.isNegative() || life.toMillis() == 0)) {
      throw Messages.badTimeToLive(getName(), life);
    }
    TagRules.check(getName(), options.tags());
    long ttl = life == null ? Ttl.KEEP : Math.min(life.toMillis(), ExpiryRules.LONGEST_MILLIS);
    return new Terms(ttl, options.tags());
  }

  private void checkKeys(Set<? extends K> keys) {
    checkOpen();
    requireNonNull(keys, "keys").forEach(this::checkKey);
  }

  private void checkEntry(K key, V value) {
    checkKey(key);
    checkValue(value);
  }

  private void checkValue(V value) {
    requireNonNull(value, "value");
    Class<V> type = configuration.getValueType();
    if (type != Object.class && !type.isInstance(value)) {
      throw Messages.wrongType(getName(), "value", type, value);
    }
  }
}
