/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.codec.KeyCodec;
import io.tiercel.jcache.internal.tier.CacheAddress;
import io.tiercel.jcache.internal.tier.InvalidationBus;
import io.tiercel.jcache.internal.tier.StampSource;
import io.tiercel.jcache.internal.tier.TagMarks;
import io.tiercel.jcache.internal.tier.TierClock;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Hears the changes of other nodes on a fixed number of channels, whatever the number of caches. It
 * is trusted while all of them are heard. Safe for many threads.
 */
final class RedisInvalidationBus implements InvalidationBus, AutoCloseable {
  private static final long SUSPICION_MILLIS = 60_000;

  private final StampSource stamps;
  private final TagMarks marks;
  private final TierClock clock;
  private final Subscriptions subscriptions;
  private final ConcurrentNavigableMap<String, Registration> caches = new ConcurrentSkipListMap<>();
  private volatile long suspectUntilMillis;

  /** A cache whose changes are sent to a listener. */
  private record Registration(CacheAddress address, KeyCodec keys, Listener listener) {}

  /**
   * Creates the bus.
   *
   * @param marks told which tags were invalidated elsewhere
   * @param subscriptions how it comes to hear, given what is to be done with each message
   */
  RedisInvalidationBus(
      StampSource stamps,
      TagMarks marks,
      TierClock clock,
      Function<Consumer<byte[]>, Subscriptions> subscriptions) {
    this.stamps = stamps;
    this.marks = marks;
    this.clock = clock;
    this.subscriptions = subscriptions.apply(this::heard);
  }

  /** Returns the bus of one cache: trusted while the channels of that cache are heard. */
  InvalidationBus of(RedisKeys keys) {
    List<Channel> own = subscriptions.of(keys);
    return own.size() == subscriptions.channels().size()
        ? this
        : new CacheBus(own, keys.tagsInSlot());
  }

  @Override
  public void register(CacheAddress cache, KeyCodec keys, Listener listener) {
    caches.put(cache.name(), new Registration(cache, keys, listener));
  }

  @Override
  public void unregister(CacheAddress cache, Listener listener) {
    caches.computeIfPresent(
        cache.name(), (name, present) -> present.listener() == listener ? null : present);
  }

  @Override
  public void suspectOwnWrites() {
    suspectUntilMillis = clock.millis() + SUSPICION_MILLIS;
  }

  @Override
  public boolean trusted() {
    return subscriptions.all().trusted();
  }

  @Override
  public long lastHeardMillis() {
    return lastHeardMillis(subscriptions.channels());
  }

  @Override
  public long generation() {
    return subscriptions.all().generation();
  }

  /** Subscribes if that is still to be done, and sees whether messages come through. */
  void tick() {
    subscriptions.tick();
  }

  @Override
  public void close() {
    subscriptions.close();
  }

  private static long lastHeardMillis(List<Channel> channels) {
    return channels.stream().mapToLong(Channel::lastHeardMillis).min().orElse(0);
  }

  private void heard(byte[] bytes) {
    Message.allOf(bytes).forEach(this::heard);
  }

  private void heard(Message message) {
    if (stamps.isOwn(message.stamp()) && clock.millis() > suspectUntilMillis) {
      return;
    }
    switch (message.kind()) {
      case ENTRY -> {
        Registration cache = caches.get(message.name());
        if (cache != null) {
          cache.listener().entryChanged(cache.keys().canonicalOf(message.id()), message.stamp());
        }
      }
      case CACHE -> {
        Registration cache = caches.get(message.name());
        if (cache != null) {
          cache.listener().cleared();
        }
      }
      case TAG -> marks.invalidated(message.name());
      case TENANT -> {
        for (Registration cache : CacheAddress.ofTenant(message.name(), caches)) {
          cache.listener().cleared();
        }
      }
    }
  }

  /** What one cache sees of the bus. */
  private final class CacheBus implements InvalidationBus {
    private final Channel[] channels;
    private final boolean tagsToo;

    CacheBus(List<Channel> channels, boolean tagsToo) {
      this.channels = channels.toArray(Channel[]::new);
      this.tagsToo = tagsToo;
    }

    @Override
    public void register(CacheAddress cache, KeyCodec keys, Listener listener) {
      RedisInvalidationBus.this.register(cache, keys, listener);
    }

    @Override
    public void unregister(CacheAddress cache, Listener listener) {
      RedisInvalidationBus.this.unregister(cache, listener);
    }

    @Override
    public void suspectOwnWrites() {
      RedisInvalidationBus.this.suspectOwnWrites();
    }

    @Override
    public boolean trusted() {
      for (Channel channel : channels) {
        if (!channel.trusted()) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean tagsTrusted() {
      return tagsToo ? trusted() : RedisInvalidationBus.this.trusted();
    }

    @Override
    public long lastHeardMillis() {
      return RedisInvalidationBus.lastHeardMillis(List.of(channels));
    }

    @Override
    public long generation() {
      return RedisInvalidationBus.this.generation();
    }
  }
}
