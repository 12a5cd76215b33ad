/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.jcache.internal.limit.Reading;
import io.tiercel.jcache.internal.limit.SharedCounts;
import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.Limit;
import io.tiercel.ratelimit.RateLimiterConfiguration;
import java.util.ArrayList;
import java.util.List;

/** The counts of one limiter in Redis, a key for each subject and limit. Safe for many threads. */
final class RedisCounts implements SharedCounts {
  private static final int NUMBERS = 4;

  private final RedisLink link;
  private final String keyStart;
  private final List<Limit> limits;
  private final List<String> keyEnds;

  RedisCounts(RedisLink link, String prefix, RateLimiterConfiguration limiter) {
    this.link = link;
    this.keyStart = RedisKeys.limiterStart(prefix, limiter.name());
    this.limits = limiter.limits();
    this.keyEnds =
        limits.stream()
            .map(limit -> RedisKeys.limitEnd(kind(limit.algorithm()), limit.window().toMillis()))
            .toList();
  }

  @Override
  public List<Reading> acquire(String subject, long permits, long[] owed) {
    String start = keyStart + RedisKeys.subject(subject);
    List<String> keys = keyEnds.stream().map(start::concat).toList();
    Object[] arguments = new Object[1 + NUMBERS * limits.size()];
    arguments[0] = Long.toString(permits);
    for (int i = 0; i < limits.size(); i++) {
      Limit limit = limits.get(i);
      int base = 1 + NUMBERS * i;
      arguments[base] = kind(limit.algorithm());
      arguments[base + 1] = Long.toString(limit.permits());
      arguments[base + 2] = Long.toString(limit.window().toMillis() * 1000);
      arguments[base + 3] = Long.toString(owed[i]);
    }
    return readings(link.run(LuaScript.ACQUIRE, keys, arguments));
  }

  private static List<Reading> readings(List<Object> reply) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < reply.size(); i += NUMBERS) {
      readings.add(
          new Reading(
              (Long) reply.get(i) == 1,
              (Long) reply.get(i + 1),
              (Long) reply.get(i + 2),
              (Long) reply.get(i + 3)));
    }
    return readings;
  }

  private static String kind(Algorithm algorithm) {
    return switch (algorithm) {
      case SLIDING_WINDOW -> "w";
      case SLIDING_LOG -> "l";
      case FIXED_WINDOW -> "f";
      case TOKEN_BUCKET -> "b";
    };
  }
}
