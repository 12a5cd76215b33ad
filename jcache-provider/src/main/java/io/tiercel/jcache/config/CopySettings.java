/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How L1 holds copies of one resource.
 *
 * @param enabled whether it does; never true where the manager has no L1 ({@code
 *     caches.<resource>.l1.enabled})
 * @param timeToLive the longest life of a copy, positive ({@code caches.<resource>.l1.ttl-seconds})
 * @param sliding how it serves entries that live on with each access ({@code
 *     caches.<resource>.l1.sliding})
 */
public record CopySettings(boolean enabled, Duration timeToLive, Sliding sliding) {
  /**
   * Checks that all are there.
   *
   * @throws IllegalArgumentException if the life is not positive
   */
  public CopySettings {
    requireNonNull(sliding, "sliding");
    Checks.positive("l1.ttl-seconds", timeToLive);
  }

  /** Returns these settings with the overrides that a cache's own configuration carries. */
  CopySettings overriddenBy(TiercelConfiguration<?, ?> configuration) {
    Duration ownTimeToLive = configuration.nearTimeToLive();
    Sliding ownSliding = configuration.nearSliding();
    return new CopySettings(
        enabled,
        ownTimeToLive == null ? timeToLive : ownTimeToLive,
        ownSliding == null ? sliding : ownSliding);
  }
}
