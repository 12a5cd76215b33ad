/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import io.tiercel.jcache.internal.tier.WriteResult;
import java.util.ArrayList;
import java.util.List;
import javax.cache.Cache;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * The events of one operation, told to the listeners together at its end. Values that the caller
 * gave are copied, unless they cannot change or the cache stores by reference. Not safe for many
 * threads.
 */
final class Changes<K, V> {
  private final Cache<K, V> source;
  private final CacheParts<K, V> parts;
  private final List<EntryEvent<K, V>> events = new ArrayList<>();

  Changes(Cache<K, V> source, CacheParts<K, V> parts) {
    this.source = source;
    this.parts = parts;
  }

  void created(K key, V value) {
    if (parts.events().hears(EventType.CREATED)) {
      add(EventType.CREATED, key, parts.copy(value), null);
    }
  }

  void updated(K key, V value, @Nullable V oldValue) {
    if (parts.events().hears(EventType.UPDATED)) {
      add(EventType.UPDATED, key, parts.copy(value), oldValue);
    }
  }

  void removed(K key, @Nullable V oldValue) {
    add(EventType.REMOVED, key, oldValue, oldValue);
  }

  void expired(K key, @Nullable V oldValue) {
    add(EventType.EXPIRED, key, oldValue, oldValue);
  }

  /** Notes what a write that stores did; the old value is heard of only where it was asked for. */
  void written(K key, V value, WriteResult result, @Nullable V oldValue) {
    switch (result.outcome()) {
      case CREATED -> created(key, value);
      case UPDATED -> updated(key, value, oldValue);
      case EXPIRED -> {
        updated(key, value, oldValue);
        expired(key, parts.copy(value));
      }
      case REMOVED, NOT_STORED, REMEMBERED_ABSENT, ABSENT, REFUSED, UNKNOWN -> {}
    }
  }

  /** Tells the listeners. */
  void tell() {
    parts.events().dispatch(events);
  }

  private void add(EventType type, K key, @Nullable V value, @Nullable V oldValue) {
    if (parts.events().hears(type)) {
      events.add(new EntryEvent<>(source, type, key, value, oldValue));
    }
  }
}
