/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.limit.SharedCounts;
import io.tiercel.jcache.internal.limit.SharedLimits;
import io.tiercel.ratelimit.RateLimiterConfiguration;
import java.util.List;

/**
 * What nodes count together in Redis, and how many they are: each tells that it is there every ten
 * seconds, and is gone after thirty. Safe for many threads.
 */
final class RedisLimits implements SharedLimits {
  private static final int TICKS_BETWEEN_BEATS = 10;
  private static final String GONE_AFTER_SECONDS = "30";

  private final RedisLink link;
  private final String prefix;
  private final String node;
  private volatile int nodes = 1;
  private int ticksToBeat;

  /**
   * Prepares the way; costs no round trip.
   *
   * @param prefix stands before each key
   * @param node names this node among all
   */
  RedisLimits(RedisLink link, String prefix, String node) {
    this.link = link;
    this.prefix = prefix;
    this.node = node;
  }

  @Override
  public SharedCounts open(RateLimiterConfiguration limiter) {
    return new RedisCounts(link, prefix, limiter);
  }

  @Override
  public int nodes() {
    return nodes;
  }

  /** Called once a second, by one thread. */
  void tick() {
    if (ticksToBeat-- == 0) {
      ticksToBeat = 0; // again with the next tick, should this one fail
      List<Object> reply =
          link.run(
              LuaScript.NODES, List.of(RedisKeys.limiterNodes(prefix)), node, GONE_AFTER_SECONDS);
      nodes = Math.toIntExact((Long) reply.get(0));
      ticksToBeat = TICKS_BETWEEN_BEATS - 1;
    }
  }
}
