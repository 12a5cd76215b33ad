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
 * @param earlyRefreshBeta how early entries are loaded anew before their end, 0 to 10: 1 is what
 *     the paper on it recommends, more is earlier, 0 never ({@code stampede.early-refresh-beta})
 * @param staleWhileRevalidate how long after its end a value is still answered to annotated methods
 *     while it is loaded anew; zero for not at all ({@code stampede.stale-while-revalidate-ms})
 */
public record LoadSettings(
    int ttlJitterPercent,
    Duration negativeTimeToLive,
    double earlyRefreshBeta,
    Duration staleWhileRevalidate)
    implements Serializable {
  /** All of it off. */
  public static final LoadSettings OFF = new LoadSettings(0, Duration.ZERO, 0, Duration.ZERO);

  private static final int MOST_JITTER_PERCENT = 90;
  private static final int MOST_BETA = 10;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if the jitter is not from 0 to 90, beta not from 0 to 10, or a
   *     time negative
   */
  public LoadSettings {
    Checks.within("stampede.ttl-jitter-percent", ttlJitterPercent, MOST_JITTER_PERCENT);
    Checks.within("stampede.early-refresh-beta", earlyRefreshBeta, MOST_BETA);
    Checks.notNegative("stampede.stale-while-revalidate-ms", staleWhileRevalidate);
    Checks.notNegative("stampede.negative-ttl-seconds", negativeTimeToLive);
  }

  /** Returns these settings with another jitter. */
  public LoadSettings withTtlJitterPercent(int percent) {
    return new LoadSettings(percent, negativeTimeToLive, earlyRefreshBeta, staleWhileRevalidate);
  }

  /** Returns these settings with another time for which absence is remembered. */
  public LoadSettings withNegativeTimeToLive(Duration timeToLive) {
    return new LoadSettings(ttlJitterPercent, timeToLive, earlyRefreshBeta, staleWhileRevalidate);
  }

  /** Returns these settings with entries loaded anew before their end; 1 is a good beta. */
  public LoadSettings withEarlyRefreshBeta(double beta) {
    return new LoadSettings(ttlJitterPercent, negativeTimeToLive, beta, staleWhileRevalidate);
  }

  /** Returns these settings with another time for which values are answered past their ends. */
  public LoadSettings withStaleWhileRevalidate(Duration time) {
    return new LoadSettings(ttlJitterPercent, negativeTimeToLive, earlyRefreshBeta, time);
  }
}
