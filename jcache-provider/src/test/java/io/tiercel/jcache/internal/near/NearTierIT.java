/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.internal.tier.TierContract;
import io.tiercel.jcache.internal.tier.TierFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract of tiers, for copies over a real Redis. */
final class NearTierIT extends TierContract {
  private static EmbeddedRedis redis;
  private static TierFixture.Server server;

  @BeforeAll
  static void connect() {
    redis = EmbeddedRedis.start();
    server = new TierFixture.Server(redis.address()).awaitTrusted();
  }

  @AfterAll
  static void disconnect() {
    server.close();
    redis.close();
  }

  @Override
  protected TierFixture open(boolean sliding) {
    return TierFixture.near(server, sliding);
  }
}
