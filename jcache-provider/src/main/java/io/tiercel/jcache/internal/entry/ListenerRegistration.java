/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/** One listener with its filter. An asynchronous one is told in the order of the events. */
final class ListenerRegistration<K, V> {
  private static final Logger LOG = System.getLogger(ListenerRegistration.class.getName());

  private final CacheEntryListenerConfiguration<K, V> configuration;
  private final CacheEntryListener<? super K, ? super V> listener;
  private final @Nullable CacheEntryEventFilter<? super K, ? super V> filter;
  private final Set<EventType> types = EnumSet.noneOf(EventType.class);
  private final Executor executor;
  private final Queue<List<EntryEvent<K, V>>> waiting = new ArrayDeque<>();
  private boolean running;

  ListenerRegistration(CacheEntryListenerConfiguration<K, V> configuration, Executor executor) {
    this.configuration = configuration;
    this.listener = configuration.getCacheEntryListenerFactory().create();
    Factory<CacheEntryEventFilter<? super K, ? super V>> filters =
        configuration.getCacheEntryEventFilterFactory();
    this.filter = filters == null ? null : filters.create();
    this.executor = executor;
    addIf(listener instanceof CacheEntryCreatedListener, EventType.CREATED);
    addIf(listener instanceof CacheEntryUpdatedListener, EventType.UPDATED);
    addIf(listener instanceof CacheEntryRemovedListener, EventType.REMOVED);
    addIf(listener instanceof CacheEntryExpiredListener, EventType.EXPIRED);
  }

  boolean isOf(CacheEntryListenerConfiguration<K, V> other) {
    return configuration.equals(other);
  }

  Set<EventType> types() {
    return types;
  }

  boolean wantsOldValue() {
    return configuration.isOldValueRequired();
  }

  void tell(List<EntryEvent<K, V>> events) {
    if (configuration.isSynchronous()) {
      tellNow(events);
    } else {
      tellLater(events);
    }
  }

  void close() {
    close(e -> LOG.log(Level.WARNING, Messages.closeFailed("listener"), e));
  }

  /** Closes listener and filter, which are told nothing any more. */
  void close(Consumer<Exception> onFailure) {
    synchronized (waiting) {
      waiting.clear();
    }
    close(listener, onFailure);
    close(filter, onFailure);
  }

  private void addIf(boolean condition, EventType type) {
    if (condition) {
      types.add(type);
    }
  }

  private void tellLater(List<EntryEvent<K, V>> events) {
    synchronized (waiting) {
      waiting.add(events);
      if (running) {
        return;
      }
      running = true;
    }
    executor.execute(this::drain);
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // whatever it throws, it is told of the next event
  private void drain() {
    while (true) {
      List<EntryEvent<K, V>> events;
      synchronized (waiting) {
        events = waiting.poll();
        if (events == null) {
          running = false;
          return;
        }
      }
      try {
        tellNow(events);
      } catch (RuntimeException | Error e) {
        LOG.log(Level.WARNING, Messages.listenerFailed(), e);
      }
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // listener and filter are the application's code
  private void tellNow(List<EntryEvent<K, V>> events) {
    try {
      Map<EventType, List<CacheEntryEvent<? extends K, ? extends V>>> byType =
          new EnumMap<>(EventType.class);
      for (EntryEvent<K, V> event : events) {
        if (types.contains(event.getEventType()) && (filter == null || filter.evaluate(event))) {
          byType.computeIfAbsent(event.getEventType(), type -> new ArrayList<>()).add(event);
        }
      }
      byType.forEach(this::call);
    } catch (CacheEntryListenerException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CacheEntryListenerException(Messages.listenerFailed(), e);
    }
  }

  @SuppressWarnings("unchecked") // the listener was registered for these keys and values
  private void call(EventType type, List<CacheEntryEvent<? extends K, ? extends V>> events) {
    switch (type) {
      case CREATED -> ((CacheEntryCreatedListener<K, V>) listener).onCreated(events);
      case UPDATED -> ((CacheEntryUpdatedListener<K, V>) listener).onUpdated(events);
      case REMOVED -> ((CacheEntryRemovedListener<K, V>) listener).onRemoved(events);
      case EXPIRED -> ((CacheEntryExpiredListener<K, V>) listener).onExpired(events);
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // what is closed is the application's code
  private static void close(@Nullable Object candidate, Consumer<Exception> onFailure) {
    if (candidate instanceof Closeable closeable) {
      try {
        closeable.close();
      } catch (IOException | RuntimeException e) {
        onFailure.accept(e);
      }
    }
  }
}
