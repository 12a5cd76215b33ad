/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.internal.tier.TierContract;
import io.tiercel.jcache.internal.tier.TierFixture;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract of tiers, on the machine's Valkey, where there is one. */
final class ValkeyTierIT extends TierContract {
  private static @Nullable EmbeddedRedis valkey;
  private static TierFixture.@Nullable Server server;

  @BeforeAll
  static void connect() {
    Path program = EmbeddedRedis.findProgram("valkey-server");
    assumeThat(program)
        .as("valkey-server is not on the PATH (Debian: apt-get install valkey-server)")
        .isNotNull();
    if (program != null) {
      valkey = EmbeddedRedis.startProgram(program);
      server = new TierFixture.Server(valkey.address());
    }
  }

  @AfterAll
  static void disconnect() {
    if (server != null && valkey != null) {
      server.close();
      valkey.close();
    }
  }

  @Override
  protected TierFixture open(boolean sliding) {
    return TierFixture.remote(Objects.requireNonNull(server), sliding);
  }
}
