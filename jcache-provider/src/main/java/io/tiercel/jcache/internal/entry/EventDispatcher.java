/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;

/**
 * Tells the listeners of one cache what this node changed. Synchronous ones are told on the thread
 * of the operation before it returns, the others in order on another thread. No lock is held
 * meanwhile. Safe for many threads.
 */
public final class EventDispatcher<K, V> {
  private final Executor executor;
  private volatile List<ListenerRegistration<K, V>> registrations = List.of();
  private volatile Set<EventType> heard = Set.of();
  private volatile boolean oldValuesOfUpdates;

  /**
   * Creates a dispatcher without listeners.
   *
   * @param executor tells the asynchronous listeners
   */
  public EventDispatcher(Executor executor) {
    this.executor = executor;
  }

  /**
   * Adds a listener.
   *
   * @throws IllegalArgumentException if it is registered already
   */
  public synchronized void register(CacheEntryListenerConfiguration<K, V> configuration) {
    if (registrations.stream().anyMatch(known -> known.isOf(configuration))) {
      throw Messages.listenerKnown();
    }
    List<ListenerRegistration<K, V>> more = new ArrayList<>(registrations);
    more.add(new ListenerRegistration<>(configuration, executor));
    listen(more);
  }

  /** Removes a listener and closes it; nothing happens if it is not registered. */
  public synchronized void deregister(CacheEntryListenerConfiguration<K, V> configuration) {
    List<ListenerRegistration<K, V>> fewer = new ArrayList<>(registrations);
    fewer.removeIf(
        registration -> {
          boolean leaves = registration.isOf(configuration);
          if (leaves) {
            registration.close();
          }
          return leaves;
        });
    listen(fewer);
  }

  /** Closes what can be closed among the listeners and filters, telling of each failure. */
  public synchronized void close(Consumer<Exception> onFailure) {
    for (ListenerRegistration<K, V> registration : registrations) {
      registration.close(onFailure);
    }
    listen(List.of());
  }

  /** Tells whether anybody listens to a kind of change. */
  boolean hears(EventType type) {
    return heard.contains(type);
  }

  /** Tells whether a listener wants to know the value that an update replaced. */
  boolean wantsOldValues() {
    return oldValuesOfUpdates;
  }

  /**
   * Tells the listeners, each of them whatever the others do.
   *
   * @throws CacheEntryListenerException if a synchronous listener or filter fails: the first
   *     failure, with the later ones suppressed
   */
  void dispatch(List<EntryEvent<K, V>> events) {
    if (events.isEmpty()) {
      return;
    }
    CacheEntryListenerException failure = null;
    for (ListenerRegistration<K, V> registration : registrations) {
      try {
        registration.tell(events);
      } catch (CacheEntryListenerException e) {
        failure = Failures.first(failure, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void listen(List<ListenerRegistration<K, V>> listeners) {
    Set<EventType> types = EnumSet.noneOf(EventType.class);
    boolean oldValues = false;
    for (ListenerRegistration<K, V> registration : listeners) {
      types.addAll(registration.types());
      oldValues |= registration.wantsOldValue() && registration.types().contains(EventType.UPDATED);
    }
    registrations = List.copyOf(listeners);
    heard = types;
    oldValuesOfUpdates = oldValues;
  }
}
