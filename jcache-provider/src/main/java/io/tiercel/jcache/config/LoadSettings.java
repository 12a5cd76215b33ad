/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * What keeps the loads of one cache's entries apart, beyond that each key is loaded once at a time.
 * All of it is off by default.
 *
 * @param ttlJitterPercent by how much of itself, at most, the life that the expiry policy gives to
 *     an entry is shortened at random, 0 to 90 ({@code stampede.ttl-jitter-percent})
 * @param negativeTimeToLive how long it is remembered that the source has nothing for a key, and it
 *     is not asked again; zero for not at all ({@code stampede.negative-ttl-seconds})
 */
public record LoadSettings(int ttlJitterPercent, Duration negativeTimeToLive)
    implements Serializable {
  /** All of it off. */
  public static final LoadSettings OFF = new LoadSettings(0, Duration.ZERO);

  private static final int MOST_JITTER_PERCENT = 90;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if the jitter is not from 0 to 90, or a time is negative
   */
  public LoadSettings {
    Checks.within("stampede.ttl-jitter-percent", ttlJitterPercent, MOST_JITTER_PERCENT);
    Checks.notNegative("stampede.negative-ttl-seconds", negativeTimeToLive);
  }

  /** Returns these settings with another jitter. */
  public LoadSettings withTtlJitterPercent(int percent) {
    return new LoadSettings(percent, negativeTimeToLive);
  }

  /** Returns these settings with another time for which absence is remembered. */
  public LoadSettings withNegativeTimeToLive(Duration timeToLive) {
    return new LoadSettings(ttlJitterPercent, timeToLive);
  }
}
