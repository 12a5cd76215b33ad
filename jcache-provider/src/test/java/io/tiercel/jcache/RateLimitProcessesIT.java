/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.processes.ChildJvm;
import io.tiercel.ratelimit.Algorithm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Four processes of eight threads that take permits of one subject. */
final class RateLimitProcessesIT {
  private static final int PROCESSES = 4;
  private static final int LIMIT = 100;
  private static final long WINDOW_MILLIS = 1_000;

  @ParameterizedTest
  @EnumSource
  void processes_takingAllTheyCan_getNoMoreThanThePromise(Algorithm algorithm) {
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        RedisProbe probe = new RedisProbe(redis.port())) {
      long began = probe.time();
      List<ChildJvm> processes = new ArrayList<>();
      long allowed = 0;
      try {
        for (int i = 0; i < PROCESSES; i++) {
          processes.add(
              ChildJvm.start(
                  RateLimitNode.class, redis.address(), algorithm, LIMIT, WINDOW_MILLIS, 250));
        }
        for (ChildJvm process : processes) {
          allowed += Long.parseLong(process.answer());
        }
      } finally {
        processes.forEach(ChildJvm::close);
      }
      long millis = probe.time() - began;
      assertThat(allowed)
          .as("%s in %s ms", algorithm, millis)
          .isBetween((long) LIMIT, most(algorithm, millis));
    }
  }

  /** Returns the most that may be allowed in a time, wherever its windows begin. */
  private static long most(Algorithm algorithm, long millis) {
    long windows = (millis + WINDOW_MILLIS - 1) / WINDOW_MILLIS;
    return switch (algorithm) {
      case SLIDING_LOG -> LIMIT * windows;
      case TOKEN_BUCKET -> LIMIT + LIMIT * millis / WINDOW_MILLIS + 1;
      case SLIDING_WINDOW, FIXED_WINDOW -> LIMIT * (windows + 1);
    };
  }
}
