/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The settings of L2.
 *
 * @param enabled whether L2 is wanted; there is one only where a server is named too ({@code
 *     l2.enabled})
 * @param servers where the servers are
 * @param keyPrefix stands before every Redis key, empty for none ({@code l2.key-prefix})
 * @param hashTag which part of a key decides its cluster slot ({@code l2.hash-tag})
 * @param timeout the longest wait for an answer, positive ({@code l2.timeout-ms})
 * @param minReplicasAck how many replicas must have a change before it counts as made, 0 for none
 *     ({@code l2.min-replicas-ack})
 * @param timeToLive the life of an entry in caches made by annotation, by {@code TenantCaches} or
 *     by configuration, positive ({@code l2.ttl-seconds})
 * @param outage what happens while L2 does not answer
 */
public record RemoteSettings(
    boolean enabled,
    RemoteServers servers,
    String keyPrefix,
    HashTag hashTag,
    Duration timeout,
    int minReplicasAck,
    Duration timeToLive,
    OutageSettings outage) {

  /**
   * Checks that all are there.
   *
   * @throws IllegalArgumentException if a duration is not positive, or the number of replicas
   *     negative
   */
  public RemoteSettings {
    requireNonNull(servers, "servers");
    requireNonNull(keyPrefix, "keyPrefix");
    requireNonNull(hashTag, "hashTag");
    requireNonNull(outage, "outage");
    Checks.positive("l2.timeout-ms", timeout);
    Checks.notNegative("l2.min-replicas-ack", minReplicasAck);
    Checks.positive("l2.ttl-seconds", timeToLive);
  }

  /** Tells whether there is an L2: it is enabled, and a server is named. */
  public boolean isPresent() {
    return enabled && !servers.isEmpty();
  }
}
