/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.embedded.EmbeddedRedisCluster;
import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.internal.tier.TierContract;
import io.tiercel.jcache.internal.tier.TierFixture;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract of tiers, on a real Redis Cluster with {@code l2.hash-tag = none}. */
final class UntaggedClusterIT extends TierContract {
  private static EmbeddedRedisCluster cluster;
  private static TierFixture.Server server;

  @BeforeAll
  static void connect() {
    cluster = EmbeddedRedisCluster.start(3);
    server = new TierFixture.Server(cluster.addresses(), "", HashTag.NONE, Duration.ofSeconds(10));
  }

  @AfterAll
  static void disconnect() {
    server.close();
    cluster.close();
  }

  @Override
  protected TierFixture open(boolean sliding) {
    return TierFixture.remote(server, sliding);
  }
}
