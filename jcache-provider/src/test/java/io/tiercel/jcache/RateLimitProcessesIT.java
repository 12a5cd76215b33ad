/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.ratelimit.Algorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Four processes of eight threads that take permits of one subject. */
final class RateLimitProcessesIT {
  private static final int PROCESSES = 4;
  private static final int LIMIT = 100;
  private static final long WINDOW_MILLIS = 1_000;
  private static final Pattern RESULT = Pattern.compile("allowed=(\\d+)");

  @ParameterizedTest
  @EnumSource
  void processes_takingAllTheyCan_getNoMoreThanThePromise(Algorithm algorithm) throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start();
        RedisProbe probe = new RedisProbe(redis.port())) {
      long began = probe.time();
      List<Process> processes = new ArrayList<>();
      long allowed = 0;
      try {
        for (int i = 0; i < PROCESSES; i++) {
          processes.add(start(redis, algorithm));
        }
        for (Process process : processes) {
          allowed += allowedBy(process);
        }
      } finally {
        processes.forEach(Process::destroyForcibly);
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

  private static long allowedBy(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Matcher result = RESULT.matcher(output);
    assertThat(result.find()).as(output).isTrue();
    return Long.parseLong(result.group(1));
  }

  private static Process start(EmbeddedRedis redis, Algorithm algorithm) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            RateLimitNode.class.getName(),
            redis.address(),
            algorithm.name(),
            "" + LIMIT,
            "" + WINDOW_MILLIS,
            "250")
        .redirectErrorStream(true)
        .start();
  }
}
