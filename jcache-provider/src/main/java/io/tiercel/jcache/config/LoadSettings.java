/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import java.io.Serializable;

/**
 * What keeps the loads of one cache's entries apart, beyond that each key is loaded once at a time.
 * All of it is off by default.
 *
 * @param ttlJitterPercent by how much of itself, at most, the life that the expiry policy gives to
 *     an entry is shortened at random, 0 to 90 ({@code stampede.ttl-jitter-percent})
 */
public record LoadSettings(int ttlJitterPercent) implements Serializable {
  /** All of it off. */
  public static final LoadSettings OFF = new LoadSettings(0);

  private static final int MOST_JITTER_PERCENT = 90;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if the jitter is not from 0 to 90
   */
  public LoadSettings {
    Checks.within("stampede.ttl-jitter-percent", ttlJitterPercent, MOST_JITTER_PERCENT);
  }

  /** Returns these settings with another jitter. */
  public LoadSettings withTtlJitterPercent(int percent) {
    return new LoadSettings(percent);
  }
}
