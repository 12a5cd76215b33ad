/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.internal.tier.TierFailure;
import io.tiercel.jcache.shaded.redisson.client.RedisConnectionException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class RedisCircuitTest {
  private final RedisCircuit circuit = new RedisCircuit("redis://redis:6379", () -> 0, false);

  /** The client connects in the caller's thread where it has no connection, and fails in it. */
  @Test
  void call_failingToConnectInTheCallersThread_isAnOutageAsAnyOther() {
    for (int i = 0; i < 100 && !circuit.isOpen(); i++) {
      assertThatThrownBy(() -> circuit.call(RedisCircuitTest::connect))
          .isInstanceOf(TierFailure.class)
          .hasMessageContaining("Unable to connect");
    }
    assertThat(circuit.isOpen()).isTrue();
  }

  private static boolean connect() {
    throw new CompletionException(new RedisConnectionException("Unable to connect to redis"));
  }
}
