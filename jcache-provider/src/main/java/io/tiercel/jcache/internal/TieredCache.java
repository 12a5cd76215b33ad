/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal;

import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.internal.entry.CacheParts;
import io.tiercel.jcache.internal.entry.EntryIterator;
import io.tiercel.jcache.internal.entry.Terms;
import io.tiercel.jcache.internal.tier.DropCount;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.spi.EntryOptions;
import io.tiercel.jcache.spi.LoadingCache;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
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
  private final String name;
  private final CacheClosing closing;
  private final Function<TieredCache<K, V>, CacheParts<K, V>> assembly;
  private volatile MutableConfiguration<K, V> configuration;
  private volatile @Nullable CacheOperations<K, V> operations;

  /**
   * Creates a cache that is put together by its first operation.
   *
   * @param configuration never changed
   */
  TieredCache(
      TiercelCacheManager manager,
      String name,
      MutableConfiguration<K, V> configuration,
      CacheClosing closing,
      Function<TieredCache<K, V>, CacheParts<K, V>> assembly) {
    this.manager = manager;
    this.name = name;
    this.configuration = configuration;
    this.closing = closing;
    this.assembly = assembly;
  }

  /** Returns what the cache does; puts it together, if that is still to be done. */
  CacheOperations<K, V> operations() {
    CacheOperations<K, V> present = operations;
    return present == null ? assemble() : present;
  }

  private synchronized CacheOperations<K, V> assemble() {
    checkOpen();
    CacheOperations<K, V> present = operations;
    if (present == null) {
      present = CacheOperations.of(this, assembly.apply(this));
      operations = present;
    }
    return present;
  }

  /** Returns what the cache works with, or null if it never did anything. */
  synchronized @Nullable CacheParts<K, V> usedParts() {
    CacheOperations<K, V> present = operations;
    return present == null ? null : present.parts();
  }

  CacheParts<K, V> parts() {
    return operations().parts();
  }

  /** Returns the configuration as it is now; it is not to be changed. */
  MutableConfiguration<K, V> configuration() {
    return configuration;
  }

  /** Changes the configuration: a copy of it, since caches of one resource share it. */
  synchronized void configure(Consumer<MutableConfiguration<K, V>> change) {
    MutableConfiguration<K, V> copy = new MutableConfiguration<>(configuration);
    change.accept(copy);
    configuration = copy;
  }

  @Override
  public @Nullable V get(K key) {
    return on(key).reads().get(key);
  }

  @Override
  public @Nullable V get(K key, EntryOptions options, Callable<? extends @Nullable V> source)
      throws Exception {
    return on(key).reads().get(key, terms(options), source, null);
  }

  @Override
  public @Nullable V get(
      K key, EntryOptions options, Callable<? extends @Nullable V> source, Executor background)
      throws Exception {
    requireNonNull(background, "background");
    return on(key).reads().get(key, terms(options), source, background);
  }

  @Override
  public CompletableFuture<@Nullable V> getLater(
      K key,
      EntryOptions options,
      Callable<? extends @Nullable CompletionStage<? extends @Nullable V>> source)
      throws Exception {
    return on(key).asyncReads().get(key, terms(options), source, null);
  }

  @Override
  public CompletableFuture<@Nullable V> getLater(
      K key,
      EntryOptions options,
      Callable<? extends @Nullable CompletionStage<? extends @Nullable V>> source,
      Executor background)
      throws Exception {
    requireNonNull(background, "background");
    return on(key).asyncReads().get(key, terms(options), source, background);
  }

  @Override
  public Map<K, V> getAll(Set<? extends K> keys) {
    checkKeys(keys);
    return operations().reads().getAll(keys);
  }

  @Override
  public boolean containsKey(K key) {
    return on(key).reads().containsKey(key);
  }

  @Override
  public void loadAll(
      Set<? extends K> keys, boolean replaceExistingValues, @Nullable CompletionListener listener) {
    checkKeys(keys);
    manager.execute(
        new LoadTask<>(
            operations().reads(),
            Set.copyOf(keys),
            replaceExistingValues,
            listener,
            closing.loads()));
  }

  @Override
  public void put(K key, V value) {
    on(key, value).writes().put(key, value);
  }

  @Override
  public void put(K key, V value, EntryOptions options) {
    on(key, value).timed().put(key, value, terms(options));
  }

  @Override
  public @Nullable V getAndPut(K key, V value) {
    return on(key, value).writes().getAndPut(key, value);
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> entries) {
    checkOpen();
    requireNonNull(entries, "map").forEach(this::checkEntry);
    operations().bulk().putAll(entries);
  }

  @Override
  public boolean putIfAbsent(K key, V value) {
    return on(key, value).writes().putIfAbsent(key, value);
  }

  @Override
  public boolean putIfAbsent(K key, V value, EntryOptions options) {
    return on(key, value).timed().putIfAbsent(key, value, terms(options));
  }

  @Override
  public boolean replace(K key, V value, EntryOptions options) {
    return on(key, value).timed().replace(key, value, terms(options));
  }

  @Override
  public Consumer<V> putLater(K key, EntryOptions options) {
    Consumer<V> check = this::checkValue;
    return check.andThen(on(key).timed().putLater(key, terms(options)));
  }

  @Override
  public boolean tag(K key, Set<String> tags) {
    return on(key).timed().tag(key, terms(new EntryOptions(null, tags)).tags());
  }

  @Override
  public boolean remove(K key) {
    return on(key).writes().remove(key);
  }

  @Override
  public boolean remove(K key, V oldValue) {
    return on(key, oldValue).writes().remove(key, oldValue);
  }

  @Override
  public @Nullable V getAndRemove(K key) {
    return on(key).writes().getAndRemove(key);
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    checkEntry(key, oldValue);
    checkValue(newValue);
    return operations().writes().replace(key, oldValue, newValue);
  }

  @Override
  public boolean replace(K key, V value) {
    return on(key, value).writes().replace(key, value);
  }

  @Override
  public @Nullable V getAndReplace(K key, V value) {
    return on(key, value).writes().getAndReplace(key, value);
  }

  @Override
  public void removeAll(Set<? extends K> keys) {
    checkKeys(keys);
    operations().bulk().removeAll(keys);
  }

  @Override
  public void removeAll() {
    checkOpen();
    operations().bulk().removeAll();
  }

  @Override
  public void clear() {
    var unused = drop();
  }

  /** Drops all entries; answers what counts them. */
  DropCount drop() {
    checkOpen();
    return operations().bulk().clear();
  }

  /** Drops what this process holds of the cache's entries; remote entries stay. */
  DropCount forget() {
    CacheParts<K, V> used = usedParts();
    if (used == null) {
      return DropCount.NONE;
    }
    DropCount dropped = used.tier().forget();
    used.guard().forget(name);
    return dropped;
  }

  /** Tells the listeners of an entry that was found past its deadline. */
  @SuppressWarnings("unchecked") // only keys of this cache's type are stored
  void expired(Object tierKey, TierEntry entry) {
    Object key = parts().keys().key(tierKey);
    if (key != null) {
      operations().reads().expired((K) key, entry);
    }
  }

  @Override
  public <T> @Nullable T invoke(K key, EntryProcessor<K, V, T> processor, Object... arguments)
      throws EntryProcessorException {
    return on(key).processors().invoke(key, requireNonNull(processor, "entryProcessor"), arguments);
  }

  @Override
  public <T> Map<K, EntryProcessorResult<T>> invokeAll(
      Set<? extends K> keys, EntryProcessor<K, V, T> processor, Object... arguments) {
    checkKeys(keys);
    requireNonNull(processor, "entryProcessor");
    return operations().invokeAll(keys, processor, arguments);
  }

  @Override
  public Iterator<Cache.Entry<K, V>> iterator() {
    checkOpen();
    return new EntryIterator<>(parts(), operations().reads(), operations().writes());
  }

  @Override
  public String getName() {
    return name;
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
    parts().signals().events().register(requireNonNull(listener, "configuration"));
    configure(changed -> changed.addCacheEntryListenerConfiguration(listener));
  }

  @Override
  public void deregisterCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
    checkOpen();
    parts().signals().events().deregister(requireNonNull(listener, "configuration"));
    configure(changed -> changed.removeCacheEntryListenerConfiguration(listener));
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

  private CacheOperations<K, V> on(K key) {
    checkKey(key);
    return operations();
  }

  private CacheOperations<K, V> on(K key, V value) {
    checkEntry(key, value);
    return operations();
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
    return Terms.of(name, options);
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
