/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.RateLimitModel;
import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a node counts without Redis, in floating point, beside the same in whole numbers: random
 * limits, nodes, permits and pauses. The two may differ by a microsecond.
 */
final class LocalCountsModelTest {
  private static final int CALLS = 1_000;

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void acquire_anyCalls_decidesAsTheModelAndKeepsThePromise(long seed) {
    Random random = new Random(seed);
    long millis = 1 + random.nextLong(200_000);
    long length = millis * 1000;
    int nodes = 1 + random.nextInt(4);
    long share = 1 + random.nextLong(200);
    Limit limit = Limit.of(share * nodes + random.nextInt(nodes), Duration.ofMillis(millis));
    AtomicLong nanos = new AtomicLong((3 * length + random.nextLong(1_000_000)) * 1000);
    LocalCounts counts = new LocalCounts(List.of(limit), nanos::get);
    RateLimitModel model = RateLimitModel.of(Algorithm.SLIDING_WINDOW, share, length);
    int denied = 0;
    for (int i = 0; i < CALLS; i++) {
      long now = nanos.addAndGet(pause(random, length) * 1000) / 1000;
      long permits = 1 + random.nextLong(Math.max(1, share / 5));
      Reading reading = counts.acquire("s", permits, nodes).get(0);
      check(reading, model, now, permits);
      denied += reading.allowed() ? 0 : 1;
    }
    assertThat(denied).as("calls denied").isBetween(1, CALLS - 1);
  }

  private static void check(Reading reading, RateLimitModel model, long now, long permits) {
    if (reading.allowed()) {
      assertThat(model.fits(now + 1, permits)).as("gave what there was").isTrue();
      assertThat(reading.waitMicros()).isZero();
      model.give(now, permits);
    } else {
      long then = now + reading.waitMicros();
      assertThat(model.fits(now - 1, permits)).as("refused what there was not").isFalse();
      assertThat(model.fits(then + 1, permits)).as("there when told").isTrue();
      assertThat(model.fits(then - 2, permits)).as("not there earlier").isFalse();
    }
    assertThat(reading.remaining())
        .isBetween(Math.max(0, model.left(now - 1)), Math.max(0, model.left(now + 1)));
    assertThat(model.used(now + reading.resetMicros() + 1)).as("used after the reset").isZero();
    model.checkPromise(now);
  }

  /** Returns mostly short pauses, some as long as a window, some longer. */
  private static long pause(Random random, long length) {
    return switch (random.nextInt(40)) {
      case 0 -> length + random.nextLong(length);
      case 1 -> length;
      case 2, 3, 4, 5 -> 0;
      default -> random.nextLong(Math.max(1, length / 10));
    };
  }
}
