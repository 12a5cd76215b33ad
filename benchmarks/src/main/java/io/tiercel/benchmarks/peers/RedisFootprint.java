/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.peers;

import io.tiercel.embedded.EmbeddedRedis;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an entry takes in Redis: the difference that many make in its memory, key, value, life and
 * whatever the cache keeps of it there. A count, so that a busy machine does not blur it.
 */
public final class RedisFootprint {
  private static final Pattern USED = Pattern.compile("used_memory:(\\d+)");

  private RedisFootprint() {}

  /** Returns the bytes of an entry whose value is a text of 100 characters, measured by so many. */
  public static double bytesOfEntry(RemotePeer peer, int entries) {
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        RemoteCache cache = peer.open(redis.address())) {
      cache.put(Keys.key(0), Values.TEXT.of(0)); // what is made once
      long before = used(redis);
      for (int i = 1; i < entries; i++) {
        cache.put(Keys.key(i), Values.TEXT.of(i));
      }
      return (double) (used(redis) - before) / (entries - 1);
    }
  }

  private static long used(EmbeddedRedis redis) {
    Matcher line = USED.matcher(redis.info("memory"));
    if (!line.find()) {
      throw new IllegalStateException("INFO memory has no used_memory");
    }
    return Long.parseLong(line.group(1));
  }
}
