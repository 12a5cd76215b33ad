/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;

/**
 * A listener that writes down what it hears, such as {@code CREATED a=1}, {@code UPDATED a=2 was
 * 1}, {@code REMOVED a was 2}.
 */
final class EventLog<K, V>
    implements CacheEntryCreatedListener<K, V>,
        CacheEntryUpdatedListener<K, V>,
        CacheEntryRemovedListener<K, V>,
        CacheEntryExpiredListener<K, V> {
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void onCreated(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
    events.forEach(event -> heard.add("CREATED " + entry(event)));
  }

  @Override
  public void onUpdated(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
    events.forEach(event -> heard.add("UPDATED " + entry(event) + old(event)));
  }

  @Override
  public void onRemoved(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
    events.forEach(event -> heard.add("REMOVED " + event.getKey() + old(event)));
  }

  @Override
  public void onExpired(Iterable<CacheEntryEvent<? extends K, ? extends V>> events) {
    events.forEach(event -> heard.add("EXPIRED " + event.getKey() + old(event)));
  }

  /** Returns what was heard since the last call, in order. */
  List<String> take() {
    synchronized (heard) {
      List<String> taken = List.copyOf(heard);
      heard.clear();
      return taken;
    }
  }

  /** Returns what was heard so far, in order. */
  List<String> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  /** Returns the configuration of a synchronous listener that is told old values. */
  CacheEntryListenerConfiguration<K, V> synchronous() {
    return new MutableCacheEntryListenerConfiguration<>(() -> this, null, true, true);
  }

  /** Returns the configuration of an asynchronous listener that is told old values. */
  CacheEntryListenerConfiguration<K, V> asynchronous() {
    return new MutableCacheEntryListenerConfiguration<>(() -> this, null, true, false);
  }

  private static String entry(CacheEntryEvent<?, ?> event) {
    return event.getKey() + "=" + event.getValue();
  }

  private static String old(CacheEntryEvent<?, ?> event) {
    return event.isOldValueAvailable() ? " was " + event.getOldValue() : "";
  }
}
