/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.tier.TierClock;
import io.tiercel.jcache.shaded.redisson.client.RedisException;
import java.util.List;
import java.util.function.Consumer;

/**
 * The channels of one server, or of a master and its replicas, all on one connection. A node hears
 * itself on a channel of its own, once a second: what comes there comes on the others too.
 */
final class ServerSubscriptions implements Subscriptions {
  private final Wire wire;
  private final TierClock clock;
  private final Consumer<byte[]> messages;
  private final Channels channels;
  private final Channel.All all = new Channel.All();
  private final Channel heartbeat;
  private volatile boolean listening;

  /**
   * Subscribes to nothing yet.
   *
   * @param heartbeat the node's own channel
   * @param messages what is given to each message
   */
  ServerSubscriptions(
      Wire wire, TierClock clock, Channels channels, String heartbeat, Consumer<byte[]> messages) {
    this.wire = wire;
    this.clock = clock;
    this.messages = messages;
    this.channels = channels;
    this.heartbeat = new Channel(heartbeat, all);
  }

  @Override
  public void tick() {
    if (!listening) {
      subscribe();
      listening = true;
    }
    heartbeat.silence(clock.millis());
    wire.publish(heartbeat.name(), new byte[] {1});
  }

  @Override
  public List<Channel> channels() {
    return List.of(heartbeat);
  }

  @Override
  public List<Channel> of(RedisKeys keys) {
    return channels();
  }

  @Override
  public Channel.All all() {
    return all;
  }

  @Override
  public void close() {}

  /**
   * Subscribes to all channels, the heartbeat's last: when it is there, so are the others.
   *
   * @throws RedisException if the server does not answer
   */
  private void subscribe() {
    for (String channel : channels.names()) {
      wire.subscribe(channel, new Changes());
    }
    wire.subscribe(heartbeat.name(), new Heartbeat());
  }

  /** Whatever was said between two subscriptions of a channel was missed. */
  private final class Changes implements Wire.Subscriber {
    @Override
    public void began() {
      heartbeat.subscribed();
    }

    @Override
    public void ended() {
      heartbeat.lost();
    }

    @Override
    public void heard(byte[] message) {
      messages.accept(message);
    }
  }

  /** What this node tells itself. */
  private final class Heartbeat implements Wire.Subscriber {
    @Override
    public void began() {}

    @Override
    public void ended() {}

    @Override
    public void heard(byte[] message) {
      if (listening) {
        ServerSubscriptions.this.heartbeat.heard(clock.millis());
      }
    }
  }
}
