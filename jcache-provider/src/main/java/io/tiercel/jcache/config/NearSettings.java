/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The settings of L1. Its room is the manager's: all caches and all tenants share it.
 *
 * @param enabled whether there is an L1 ({@code l1.enabled})
 * @param timeToLive the longest life of a copy of an L2 entry, positive ({@code l1.ttl-seconds})
 * @param maxEntries the most entries, at least 1 ({@code l1.max-entries})
 * @param maxBytes the most bytes of keys and values, at least 1 ({@code l1.max-size-mb})
 * @param warmOnRemoteHit whether an entry found in L2 is copied to L1 ({@code l1.warm-on-l2-hit})
 * @param sliding how caches are served whose entries live on with each access ({@code l1.sliding})
 */
public record NearSettings(
    boolean enabled,
    Duration timeToLive,
    long maxEntries,
    long maxBytes,
    boolean warmOnRemoteHit,
    Sliding sliding) {

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if a bound is below its least value
   */
  public NearSettings {
    Checks.positive("l1.ttl-seconds", timeToLive);
    Checks.positive("l1.max-entries", maxEntries);
    Checks.positive("l1.max-size-mb", maxBytes);
    requireNonNull(sliding, "sliding");
  }
}
