/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.shaded.redisson.client.RedisException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Channels on which a message comes when the test says so, in the test's thread. */
final class ScriptedWire implements Wire {
  private final Map<String, Subscriber> subscribers = new LinkedHashMap<>();
  private boolean cut;
  private String lastSubscribed = "";

  @Override
  public void subscribe(String channel, Subscriber subscriber) {
    if (cut) {
      throw new RedisException("scripted");
    }
    subscribers.put(channel, subscriber);
    lastSubscribed = channel;
    subscriber.began();
  }

  @Override
  public void publish(String channel, byte[] message) {
    Subscriber subscriber = cut ? null : subscribers.get(channel);
    if (subscriber != null) {
      subscriber.heard(message);
    }
  }

  /** Loses all that is said from now on, without anybody's noticing. */
  void cut() {
    cut = true;
  }

  /** Subscribes to everything again, as the client does when it has a connection again. */
  void restore() {
    cut = false;
    subscribers.values().forEach(Subscriber::began);
  }

  /** Ends one subscription, as a server does that no longer has the channel. */
  void end(String channel) {
    subscriber(channel).ended();
  }

  int subscriptions() {
    return subscribers.size();
  }

  String lastSubscribed() {
    return lastSubscribed;
  }

  private Subscriber subscriber(String channel) {
    Subscriber subscriber = subscribers.get(channel);
    if (subscriber == null) {
      throw new IllegalArgumentException(channel);
    }
    return subscriber;
  }
}
