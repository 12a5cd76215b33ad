/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RateLimiterConfigurationTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Limit LIMIT = Limit.of(100, MINUTE);

  private static Stream<Arguments> wrong() {
    return Stream.of(
        wrong("5000", "permits=0", () -> Limit.of(0, MINUTE)),
        wrong("5000", "permits=-1", () -> Limit.of(-1, MINUTE)),
        wrong("5000", "permits=1000000001", () -> Limit.of(1_000_000_001, MINUTE)),
        wrong("5001", "permits=1001", () -> new Limit(1001, MINUTE, Algorithm.SLIDING_LOG)),
        wrong("5002", "window=PT0S", () -> Limit.of(1, Duration.ZERO)),
        wrong("5002", "window=PT-1S", () -> Limit.of(1, Duration.ofSeconds(-1))),
        wrong("5002", "window=PT0.0015S", () -> Limit.of(1, Duration.ofNanos(1_500_000))),
        wrong(
            "5002", "window=PT8784H0.001S", () -> Limit.of(1, Duration.ofDays(366).plusMillis(1))),
        wrong("5003", "name=''", () -> named("")),
        wrong("5003", "name='a?b'", () -> named("a\nb")),
        wrong("5003", "name='" + "x".repeat(64) + "...'", () -> named("x".repeat(129))),
        wrong("5005", "limits=0", () -> limited(List.of())),
        wrong("5005", "limits=9", () -> limited(Collections.nCopies(9, LIMIT))),
        wrong("5006", "window=PT1M", () -> limited(List.of(LIMIT, Limit.of(7, MINUTE)))),
        wrong("5007", "reserve=0", () -> reserving(0)),
        wrong("5007", "reserve=101 permits=100", () -> reserving(101)),
        wrong("5004", "name=null", () -> RateLimiter.builder().limit(1).build()));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void made_outOfBounds_isRefusedByNumberAndValue(
      String number, String value, ThrowingCallable made) {
    assertThatIllegalArgumentException()
        .isThrownBy(made)
        .withMessageStartingWith("TIERCEL-" + number + " ")
        .withMessageContaining(value);
  }

  @Test
  void capacity_severalLimits_isTheSmallest() {
    assertThat(limited(List.of(Limit.of(5, Duration.ofSeconds(1)), LIMIT)).capacity()).isEqualTo(5);
  }

  @Test
  void limits_asManyAsAllowed_areTaken() {
    assertThat(
            limited(
                    IntStream.rangeClosed(1, 8)
                        .mapToObj(i -> Limit.of(i, Duration.ofSeconds(i)))
                        .toList())
                .limits())
        .hasSize(8);
  }

  private static RateLimiterConfiguration named(String name) {
    return new RateLimiterConfiguration(name, List.of(LIMIT), OutagePolicy.LOCAL, 1);
  }

  private static RateLimiterConfiguration limited(List<Limit> limits) {
    return new RateLimiterConfiguration("api", limits, OutagePolicy.LOCAL, 1);
  }

  private static RateLimiterConfiguration reserving(long reserve) {
    return new RateLimiterConfiguration("api", List.of(LIMIT), OutagePolicy.LOCAL, reserve);
  }

  private static Arguments wrong(String number, String value, ThrowingCallable made) {
    return arguments(number, value, made);
  }
}
