/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.internal.limit.SharedLimits;
import io.tiercel.ratelimit.Algorithm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script that counts, on a real Redis, with the time of a clock that the test moves: what is
 * exchanged of it is the call of TIME, and, since keys die by Redis's own clock, milliseconds are
 * taken for seconds in their lives.
 */
final class RateLimitScriptIT {
  private static final long BEGIN = 1_764_000_000_000_000L;
  private static final int CALLS = 2_000;

  private static EmbeddedRedis redis;
  private static RedisProbe probe;
  private static String script;

  private long now = BEGIN;
  private int keys;

  /** What a call answered. */
  private record Answer(boolean allowed, long remaining, long micros, long reset) {}

  @BeforeAll
  static void start() throws IOException {
    redis = EmbeddedRedis.start();
    probe = new RedisProbe(redis.port());
    try (InputStream in =
        SharedLimits.class.getResourceAsStream("/io/tiercel/jcache/internal/remote/acquire.lua")) {
      String text = new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      script = text.replace("redis.call('TIME')", "{ARGV[#ARGV - 1], ARGV[#ARGV]}");
      assertThat(script).isNotEqualTo(text);
      assertThat(script.split("/ 1000\\)", -1)).as("lives of keys").hasSize(3);
      script = script.replace("/ 1000)", ")");
    }
  }

  @AfterAll
  static void stop() {
    probe.close();
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void randomCalls_eachAlgorithm_answersAsItsModel(long seed) {
    for (Algorithm algorithm : Algorithm.values()) {
      Random random = new Random(seed);
      long limit = seed == 1 ? 1 : 1L + random.nextInt(20);
      long length = 1_000L * (1 + random.nextInt(5_000));
      RateLimitModel model = RateLimitModel.of(algorithm, limit, length);
      String key = newKey();
      for (int i = 0; i < CALLS; i++) {
        now += pause(random, length);
        long permits = 1L + random.nextInt((int) Math.min(limit, 3));
        boolean expected = model.tryAcquire(now, permits);
        Answer answer = call(key, algorithm, permits, limit, length, 0);
        assertThat(answer.allowed())
            .as("%s seed %s call %s limit %s length %s", algorithm, seed, i, limit, length)
            .isEqualTo(expected);
        assertThat(answer.remaining()).as("%s remaining", algorithm).isEqualTo(model.left(now));
        model.checkPromise(now);
      }
      assertThat(model.denied()).as("%s denied some", algorithm).isPositive();
      assertThat(model.allowed()).as("%s allowed some", algorithm).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource
  void wait_ofADeniedCall_isExactToTheMicrosecond(Algorithm algorithm) {
    Random random = new Random(7);
    int waited = 0;
    for (int round = 0; round < 300; round++) {
      String key = newKey();
      long limit = 1L + random.nextInt(12);
      long length = 1_000L * (1 + random.nextInt(100));
      now = BEGIN + random.nextInt(1_000_000);
      for (int i = 0; i < 20; i++) {
        long permits = 1L + random.nextInt((int) limit);
        Answer answer = call(key, algorithm, permits, limit, length, 0);
        if (!answer.allowed()) {
          waited++;
          now += answer.micros() - 1;
          assertThat(call(key, algorithm, permits, limit, length, 0).allowed())
              .as("a microsecond early")
              .isFalse();
          now += 1;
          assertThat(call(key, algorithm, permits, limit, length, 0).allowed())
              .as("in time")
              .isTrue();
        }
        now += pause(random, length);
      }
    }
    assertThat(waited).isGreaterThan(100);
  }

  @ParameterizedTest
  @EnumSource
  void reset_afterThatTime_isAsIfUnused(Algorithm algorithm) {
    String key = newKey();
    Answer answer = call(key, algorithm, 3, 10, 60_000_000, 0);
    assertThat(answer.remaining()).isEqualTo(7);
    now += answer.reset();
    assertThat(call(key, algorithm, 10, 10, 60_000_000, 0).allowed()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void owed_permitsGivenWithoutAsking_countThoughTheyPassTheLimit(Algorithm algorithm) {
    String key = newKey();
    Answer answer = call(key, algorithm, 1, 10, 60_000_000, 4);
    assertThat(answer.allowed()).isTrue();
    assertThat(answer.remaining()).isEqualTo(5);
    answer = call(key, algorithm, 1, 10, 60_000_000, 25);
    assertThat(answer.allowed()).isFalse();
    assertThat(answer.remaining()).isZero();
    assertThat(call(key, algorithm, 1, 10, 60_000_000, 0).allowed()).as("kept").isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void foreignValue_inAKey_isOverwritten(Algorithm algorithm) {
    for (String[] foreign :
        new String[][] {{"SET", "x"}, {"RPUSH", "x"}, {"SADD", "x"}, {"SET", "1 2 3 4"}}) {
      String key = newKey();
      probe.call(foreign[0], key, foreign[1]);
      assertThat(call(key, algorithm, 2, 2, 60_000_000, 0).allowed()).isTrue();
      assertThat(call(key, algorithm, 1, 2, 60_000_000, 0).allowed()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void clock_setBackALittle_doesNotGiveMore(Algorithm algorithm) {
    String key = newKey();
    assertThat(call(key, algorithm, 10, 10, 60_000_000, 0).allowed()).isTrue();
    now -= 50_000_000;
    assertThat(call(key, algorithm, 1, 10, 60_000_000, 0).allowed()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void clock_setBackByHours_doesNotLockOut(Algorithm algorithm) {
    String key = newKey();
    assertThat(call(key, algorithm, 10, 10, 60_000_000, 0).allowed()).isTrue();
    now -= 3_600_000_000L;
    assertThat(call(key, algorithm, 10, 10, 60_000_000, 0).allowed()).isTrue();
    assertThat(call(key, algorithm, 1, 10, 60_000_000, 0).allowed()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void key_afterACall_livesNoLongerThanItCounts(Algorithm algorithm) {
    String key = newKey();
    Answer answer = call(key, algorithm, 1, 10, 60_000_000, 0);
    assertThat(probe.pttl(key)).isPositive().isLessThanOrEqualTo(answer.reset());
  }

  @Test
  void severalLimits_deniedByOne_takenFromNone() {
    String second = newKey();
    String day = newKey();
    for (int i = 0; i < 5; i++) {
      assertThat(both(second, day)).as("call %s", i).extracting("allowed").containsOnly(true);
    }
    String before = text(day);
    assertThat(both(second, day)).extracting("allowed").containsExactly(false, true);
    assertThat(text(day)).isEqualTo(before);
    now += 2_000_000;
    assertThat(both(second, day).get(1).remaining()).isEqualTo(994);
  }

  private List<Answer> both(String second, String day) {
    return call(
        List.of(second, day),
        List.of("1", "w", "5", "1000000", "0", "b", "1000", "86400000000", "0"));
  }

  private static String text(String key) {
    return new String(requireNonNull(probe.get(key)), StandardCharsets.UTF_8);
  }

  private Answer call(
      String key, Algorithm algorithm, long permits, long limit, long length, long... owed) {
    String kind =
        switch (algorithm) {
          case SLIDING_WINDOW -> "w";
          case SLIDING_LOG -> "l";
          case FIXED_WINDOW -> "f";
          case TOKEN_BUCKET -> "b";
        };
    return call(List.of(key), List.of("" + permits, kind, "" + limit, "" + length, "" + owed[0]))
        .get(0);
  }

  private List<Answer> call(List<String> names, List<String> arguments) {
    List<Object> words = new ArrayList<>(List.of("EVAL", script, names.size()));
    words.addAll(names);
    words.addAll(arguments);
    words.add(now / 1_000_000);
    words.add(now % 1_000_000);
    List<?> reply = (List<?>) requireNonNull(probe.call(words.toArray()));
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < reply.size(); i += 4) {
      answers.add(
          new Answer(
              (Long) reply.get(i) == 1,
              (Long) reply.get(i + 1),
              (Long) reply.get(i + 2),
              (Long) reply.get(i + 3)));
    }
    return answers;
  }

  /** Returns mostly short pauses, some as long as a window, some longer. */
  private static long pause(Random random, long length) {
    return switch (random.nextInt(40)) {
      case 0 -> length + random.nextInt((int) length);
      case 1 -> length;
      case 2, 3, 4, 5 -> 0;
      default -> random.nextInt((int) Math.max(1, length / 10));
    };
  }

  private String newKey() {
    return "limit-" + System.identityHashCode(this) + "-" + keys++;
  }
}
