/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.tier.TierClock;
import io.tiercel.jcache.internal.tier.TierFailure;
import io.tiercel.jcache.shaded.redisson.client.RedisClient;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The channels of a cluster, on one connection to each master that has some. Each is trusted by
 * itself: nodes beat on those that are silent, whoever comes first, and hear the beats of others. A
 * connection whose channels changed, or on which one is not heard, is made anew. Used by one
 * thread, save for what is asked of the channels.
 */
final class ClusterSubscriptions implements Subscriptions {
  private static final Logger LOG = System.getLogger(ClusterSubscriptions.class.getName());
  private static final long BEAT_AFTER_MILLIS = 900;

  private final RedisLink link;
  private final TierClock clock;
  private final Channels channels;
  private final Consumer<byte[]> messages;
  private final Channel.All all = new Channel.All();
  private final Map<String, Channel> sharded = new LinkedHashMap<>();
  private final Channel plain;
  private final Map<RedisClient, ShardConnection> connections = new HashMap<>();
  private boolean shards = true;
  private boolean asked;
  private int ticks;

  /**
   * Subscribes to nothing yet.
   *
   * @param messages what is given to each message
   */
  ClusterSubscriptions(
      RedisLink link, TierClock clock, Channels channels, Consumer<byte[]> messages) {
    this.link = link;
    this.clock = clock;
    this.channels = channels;
    this.messages = messages;
    channels.names().forEach(name -> sharded.put(name, new Channel(name, all)));
    this.plain = new Channel(channels.plain(), all);
  }

  @Override
  public void tick() {
    if (!shards || !asked) {
      ask();
    }
    long now = clock.millis();
    Map<RedisClient, List<Channel>> wanted = wanted(shards ? channels() : List.of(plain));
    connections.values().removeIf(present -> closed(present, wanted.get(present.client()), now));
    wanted.forEach(
        (client, group) ->
            connections.computeIfAbsent(
                client, none -> new ShardConnection(client, group, plain, messages, clock)));
    beat(plain, "PUBLISH", now);
    for (Channel channel : sharded.values()) {
      if (shards) {
        beat(channel, "SPUBLISH", now);
      } else {
        channel.heard(now); // nobody can tell anything there, so nothing is missed
      }
    }
  }

  /** Asks one server after the other whether it has sharded channels, until one says so. */
  private void ask() {
    try {
      String channel = channels.names().get(ticks++ % channels.names().size());
      shards = link.tellsSharded(channel);
      asked = true;
    } catch (TierFailure e) {
      LOG.log(Level.DEBUG, "not known whether the cluster has sharded channels", e);
    }
  }

  private void beat(Channel channel, String command, long now) {
    if (channel.silence(now) > BEAT_AFTER_MILLIS) {
      link.beat(channel.name(), command);
    }
  }

  /** Closes a connection that has other channels than it should, or does not hear one of them. */
  private static boolean closed(ShardConnection present, @Nullable List<Channel> wanted, long now) {
    if (present.channels().equals(wanted) && !present.deaf(now)) {
      return false;
    }
    present.close();
    return true;
  }

  @Override
  public List<Channel> channels() {
    List<Channel> each = new ArrayList<>(List.of(plain));
    each.addAll(sharded.values());
    return each;
  }

  @Override
  public List<Channel> of(RedisKeys keys) {
    if (!keys.inOneSlot()) {
      return channels();
    }
    Set<String> names = channels.of(keys.epochs());
    return channels().stream().filter(channel -> names.contains(channel.name())).toList();
  }

  @Override
  public Channel.All all() {
    return all;
  }

  @Override
  public void close() {
    connections.values().forEach(ShardConnection::close);
    connections.clear();
  }

  /** Returns channels by the master that has their slots now; those that none has are lost. */
  private Map<RedisClient, List<Channel>> wanted(List<Channel> each) {
    Map<RedisClient, List<Channel>> wanted = new HashMap<>();
    for (Channel channel : each) {
      RedisClient owner = link.owner(channel.name());
      if (owner == null) {
        channel.lost();
      } else {
        wanted.computeIfAbsent(owner, none -> new ArrayList<>()).add(channel);
      }
    }
    return wanted;
  }
}
