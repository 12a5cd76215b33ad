/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.codec.KeyCodec;
import io.tiercel.jcache.internal.tier.CacheAddress;
import io.tiercel.jcache.internal.tier.InvalidationBus;
import io.tiercel.jcache.internal.tier.StampSource;
import io.tiercel.jcache.internal.tier.TagMarks;
import io.tiercel.jcache.internal.tier.TierClock;
import io.tiercel.jcache.shaded.redisson.api.RTopic;
import io.tiercel.jcache.shaded.redisson.api.listener.StatusListener;
import io.tiercel.jcache.shaded.redisson.client.RedisException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hears the changes of other nodes on a fixed number of channels, whatever the number of caches. It
 * is trusted from the moment that all channels are subscribed until its own heartbeat has not come
 * for three seconds; whenever a channel is subscribed again, its generation grows. Safe for many
 * threads.
 */
final class RedisInvalidationBus implements InvalidationBus {
  private static final long LOST_AFTER_MILLIS = 3_000;
  private static final long SUSPICION_MILLIS = 60_000;

  private final RedisLink link;
  private final StampSource stamps;
  private final TagMarks marks;
  private final TierClock clock;
  private final List<String> channels;
  private final String heartbeat;
  private final Map<String, Registration> caches = new ConcurrentHashMap<>();
  private final AtomicLong generation = new AtomicLong();
  private volatile boolean listening;
  private volatile boolean trusted;
  private volatile long lastBeatMillis;
  private volatile long suspectUntilMillis;

  /** A cache whose changes are sent to a listener. */
  private record Registration(CacheAddress address, KeyCodec keys, Listener listener) {}

  RedisInvalidationBus(
      RedisLink link, String keyPrefix, StampSource stamps, TagMarks marks, TierClock clock) {
    this.link = link;
    this.stamps = stamps;
    this.marks = marks;
    this.clock = clock;
    this.channels = RedisKeys.channels(keyPrefix);
    this.heartbeat = RedisKeys.heartbeat(keyPrefix, Long.toHexString(stamps.next()));
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
    return trusted;
  }

  @Override
  public long lastHeardMillis() {
    return lastBeatMillis;
  }

  @Override
  public long generation() {
    return generation.get();
  }

  /** Subscribes if that is still to be done, and sees whether messages come through. */
  void tick() {
    if (!listening) {
      subscribe();
      listening = true;
    }
    if (clock.millis() - lastBeatMillis > LOST_AFTER_MILLIS) {
      trusted = false;
    }
    link.publish(heartbeat, new byte[] {1});
  }

  /**
   * Subscribes to all channels, the heartbeat's last: when it is there, so are the others.
   *
   * @throws RedisException if the server does not answer
   */
  private void subscribe() {
    for (String channel : channels) {
      RTopic topic = link.topic(channel);
      topic.removeAllListeners();
      topic.addListener(new Resubscription());
      topic.addListener(byte[].class, (name, bytes) -> heard(bytes));
    }
    RTopic own = link.topic(heartbeat);
    own.removeAllListeners();
    own.addListener(byte[].class, (name, bytes) -> beat());
  }

  /** Whatever was said between two subscriptions of a channel was missed. */
  private final class Resubscription implements StatusListener {
    @Override
    public void onSubscribe(String channel) {
      generation.incrementAndGet();
    }

    @Override
    public void onUnsubscribe(String channel) {
      trusted = false;
    }
  }

  private void beat() {
    lastBeatMillis = clock.millis();
    if (!trusted && listening) {
      generation.incrementAndGet();
      trusted = true;
    }
  }

  private void heard(byte[] bytes) {
    Message message = Message.of(bytes);
    if (message == null) {
      return;
    }
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
        for (Registration cache : caches.values()) {
          if (message.name().equals(cache.address().tenant())) {
            cache.listener().cleared();
          }
        }
      }
    }
  }
}
