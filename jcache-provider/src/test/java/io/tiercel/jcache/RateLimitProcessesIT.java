/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.ratelimit.Algorithm;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Four processes of eight threads that take permits of one subject, all at the same time. Their
 * clocks differ by {@value #HOURS_APART} hours from one to the next.
 */
final class RateLimitProcessesIT {
  private static final int PROCESSES = 4;
  private static final int HOURS_APART = 7;
  private static final int LIMIT = 100;
  private static final long WINDOW_MILLIS = 1_000;
  private static final int CALLS_OF_A_THREAD = 250;

  private static final List<Taker> TAKERS = new ArrayList<>();
  private static EmbeddedRedis redis;
  private static RedisProbe probe;

  /** A process, what it is told and what it says. */
  private record Taker(Process process, BufferedWriter input, BufferedReader output) {
    static Taker start(String address, int skewHours) throws IOException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx128m",
                  "-XX:TieredStopAtLevel=1",
                  "-Dtest.skew-hours=" + skewHours,
                  "-cp",
                  System.getProperty("java.class.path"),
                  SkewedMain.class.getName(),
                  RateLimitNode.class.getName(),
                  address,
                  "" + LIMIT,
                  "" + WINDOW_MILLIS,
                  "" + CALLS_OF_A_THREAD)
              .redirectErrorStream(true)
              .start();
      return new Taker(
          process,
          process.outputWriter(StandardCharsets.UTF_8),
          process.inputReader(StandardCharsets.UTF_8));
    }

    void tell(Algorithm algorithm) throws IOException {
      input.write(algorithm.name());
      input.newLine();
      input.flush();
    }

    /** Returns what follows a text that a line begins with; what else it says is its log. */
    String await(String beginning) throws IOException {
      List<String> said = new ArrayList<>();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(beginning)) {
          return line.substring(beginning.length());
        }
        said.add(line);
      }
      throw new AssertionError("ended: " + said);
    }
  }

  @BeforeAll
  static void start() throws IOException {
    redis = EmbeddedRedis.start();
    probe = new RedisProbe(redis.port());
    for (int i = 0; i < PROCESSES; i++) {
      TAKERS.add(Taker.start(redis.address(), HOURS_APART * i));
    }
    for (int i = 0; i < PROCESSES; i++) {
      long clock = Long.parseLong(TAKERS.get(i).await(RateLimitNode.READY));
      assertThat(Duration.ofMillis(clock - probe.time()))
          .isCloseTo(Duration.ofHours((long) HOURS_APART * i), Duration.ofHours(1));
    }
  }

  @AfterAll
  static void stop() {
    TAKERS.forEach(taker -> taker.process().destroyForcibly());
    probe.close();
    redis.close();
  }

  @ParameterizedTest
  @EnumSource
  void processes_takingAllTheyCan_getNoMoreThanThePromise(Algorithm algorithm) throws Exception {
    long began = probe.time();
    for (Taker taker : TAKERS) {
      taker.tell(algorithm);
    }
    long allowed = 0;
    for (Taker taker : TAKERS) {
      allowed += Long.parseLong(taker.await(RateLimitNode.ALLOWED));
    }
    long millis = probe.time() - began;
    assertThat(allowed)
        .as("%s in %s ms", algorithm, millis)
        .isBetween((long) LIMIT, most(algorithm, millis));
  }

  /** Returns the most that may be allowed in a time, wherever its windows begin. */
  private static long most(Algorithm algorithm, long millis) {
    long windows = millis / WINDOW_MILLIS + 1;
    return switch (algorithm) {
      case SLIDING_LOG -> LIMIT * windows;
      case TOKEN_BUCKET -> LIMIT + LIMIT * millis / WINDOW_MILLIS + 1;
      case SLIDING_WINDOW, FIXED_WINDOW -> LIMIT * (windows + 1);
    };
  }
}
