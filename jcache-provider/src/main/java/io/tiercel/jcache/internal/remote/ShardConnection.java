/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.tier.TierClock;
import io.tiercel.jcache.shaded.redisson.client.ChannelName;
import io.tiercel.jcache.shaded.redisson.client.RedisClient;
import io.tiercel.jcache.shaded.redisson.client.RedisPubSubConnection;
import io.tiercel.jcache.shaded.redisson.client.RedisPubSubListener;
import io.tiercel.jcache.shaded.redisson.client.codec.ByteArrayCodec;
import io.tiercel.jcache.shaded.redisson.client.protocol.pubsub.PubSubType;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The connection on which one master of a cluster tells what is said on some channels. The client
 * connects it again, and subscribes again, when it breaks; a channel whose slot went to another
 * master falls silent. Safe for many threads.
 */
final class ShardConnection implements AutoCloseable {
  private final RedisClient client;
  private final List<Channel> channels;
  private final Channel plain;
  private final Consumer<byte[]> messages;
  private final TierClock clock;
  private final long openedMillis;
  private final CompletionStage<RedisPubSubConnection> connection;
  private volatile boolean closed;

  /**
   * Begins to connect.
   *
   * @param plain the one that is not sharded, whether or not it is among the channels
   */
  ShardConnection(
      RedisClient client,
      List<Channel> channels,
      Channel plain,
      Consumer<byte[]> messages,
      TierClock clock) {
    this.client = client;
    this.channels = channels;
    this.plain = plain;
    this.messages = messages;
    this.clock = clock;
    this.openedMillis = clock.millis();
    this.connection = client.connectPubSubAsync().thenApply(this::subscribed);
  }

  RedisClient client() {
    return client;
  }

  List<Channel> channels() {
    return channels;
  }

  /** Tells whether a channel has not been heard for so long that subscribing again may help. */
  boolean deaf(long now) {
    return now - openedMillis > Channel.LOST_AFTER_MILLIS
        && channels.stream().anyMatch(channel -> channel.silence(now) > Channel.LOST_AFTER_MILLIS);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // whether or not it comes to an end
  public void close() {
    closed = true;
    channels.forEach(Channel::lost);
    connection.whenComplete(
        (made, failure) -> {
          if (made != null) {
            made.closeAsync();
          }
        });
  }

  /** Nothing waits for an answer: a channel that is not subscribed stays silent. */
  @SuppressWarnings({"deprecation", "FutureReturnValueIgnored"}) // the one way to hear of the end
  private RedisPubSubConnection subscribed(RedisPubSubConnection made) {
    List<Ear> ears = channels.stream().map(Ear::new).toList();
    made.setDisconnectedListener(() -> ears.forEach(Ear::disconnected));
    for (Ear ear : ears) {
      ChannelName name = new ChannelName(ear.channel.name());
      made.addListener(name, ear);
      if (ear.channel == plain) {
        made.subscribe(ByteArrayCodec.INSTANCE, name);
      } else {
        made.ssubscribe(ByteArrayCodec.INSTANCE, name);
      }
    }
    return made;
  }

  /** Hears one channel. What was told before the connection broke may come after it did. */
  private final class Ear implements RedisPubSubListener<byte[]> {
    private final Channel channel;
    private volatile boolean subscribed;

    Ear(Channel channel) {
      this.channel = channel;
    }

    @Override
    public void onMessage(CharSequence name, byte[] message) {
      if (subscribed && !closed) {
        channel.heard(clock.millis());
      }
      messages.accept(message);
    }

    @Override
    public void onStatus(PubSubType type, CharSequence name) {
      subscribed = type == PubSubType.SUBSCRIBE || type == PubSubType.SSUBSCRIBE;
      channel.subscribed();
    }

    void disconnected() {
      subscribed = false;
      channel.lost();
    }
  }
}
