/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.internal.tier.StaleEntriesContract;
import io.tiercel.jcache.internal.tier.TierFixture;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Entries that stay after their ends, on a real Redis. */
final class RedisStaleIT extends StaleEntriesContract {
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
    return TierFixture.remoteStaying(server, stale);
  }
}
