/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.internal.tier.TierEntry;
import org.junit.jupiter.api.Test;

/** R12: a deadline is never reckoned later than it is, however slow the measurement was. */
final class RedisClockTest {
  private final RedisClock clock = new RedisClock(() -> 0);

  @Test
  void deadline_afterASlowMeasurement_isReckonedEarly() {
    clock.measured(10_050, 0, 100);
    long truth = 20_000;
    assertThat(clock.toOwn(truth)).isEqualTo(truth - 10_051);
    assertThat(clock.toServer(10_000)).isEqualTo(10_000 + 9_949);
  }

  @Test
  void deadline_thatNeverComes_staysSo() {
    clock.measured(10_050, 0, 100);
    assertThat(clock.toOwn(0)).isEqualTo(TierEntry.NEVER);
    assertThat(clock.toServer(TierEntry.NEVER)).isZero();
  }
}
