/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.internal.tier.StaleEntriesContract;
import io.tiercel.jcache.internal.tier.TierFixture;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Entries that stay after their ends, with copies over a real Redis. */
final class NearStaleIT extends StaleEntriesContract {
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
  protected TierFixture open(Duration stale) {
    return TierFixture.nearStaying(server, stale);
  }
}
