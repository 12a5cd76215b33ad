/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.OutagePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of settings hold their bounds, whoever makes them. */
class SettingsRecordsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration ZERO = Duration.ZERO;
  private static final RemoteServers NO_SERVERS =
      new RemoteServers(List.of(), null, null, null, null);

  private static Arguments refused(String start, ThrowingCallable made) {
    return Arguments.of(start, made);
  }

  private static RemoteSettings remote(Duration timeout, Duration timeToLive) {
    return new RemoteSettings(
        true, NO_SERVERS, "", HashTag.NONE, timeout, 0, timeToLive, outage(MINUTE));
  }

  private static OutageSettings outage(Duration degradedMaxAge) {
    return new OutageSettings(FailurePolicy.FAIL, AtomicFailurePolicy.FAIL, degradedMaxAge);
  }

  private static CacheSettings cache(Duration near, Duration remote, String... cascadesTo) {
    return new CacheSettings(
        "messages",
        new CopySettings(true, near, Sliding.EXACT),
        remote,
        "v1",
        Scope.TENANT,
        List.of(cascadesTo),
        ValueSettings.DEFAULT,
        LoadSettings.OFF);
  }

  private static RateLimitSettings rateLimit(
      long maxRequests, @Nullable Long perUser, Duration window, Map<String, Long> plans) {
    return new RateLimitSettings(
        maxRequests, perUser, plans, window, Algorithm.SLIDING_WINDOW, OutagePolicy.LOCAL);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        refused("TIERCEL-1100 ", () -> new NearSettings(true, ZERO, 1, 1, true, Sliding.EXACT)),
        refused("TIERCEL-1100 ", () -> new NearSettings(true, MINUTE, 0, 1, true, Sliding.EXACT)),
        refused("TIERCEL-1100 ", () -> new NearSettings(true, MINUTE, 1, 0, true, Sliding.EXACT)),
        refused("TIERCEL-1100 ", () -> remote(ZERO, MINUTE)),
        refused("TIERCEL-1100 ", () -> remote(MINUTE, MINUTE.negated())),
        refused("TIERCEL-1101 ", () -> outage(MINUTE.negated())),
        refused("TIERCEL-1110 ", () -> LoadSettings.OFF.withTtlJitterPercent(-1)),
        refused("TIERCEL-1110 ", () -> LoadSettings.OFF.withTtlJitterPercent(91)),
        refused("TIERCEL-1110 ", () -> LoadSettings.OFF.withEarlyRefreshBeta(-0.1)),
        refused("TIERCEL-1110 ", () -> LoadSettings.OFF.withEarlyRefreshBeta(10.1)),
        refused("TIERCEL-1110 ", () -> LoadSettings.OFF.withEarlyRefreshBeta(Double.NaN)),
        refused(
            "TIERCEL-1101 ", () -> LoadSettings.OFF.withNegativeTimeToLive(Duration.ofMillis(-1))),
        refused(
            "TIERCEL-1101 ",
            () -> LoadSettings.OFF.withStaleWhileRevalidate(Duration.ofMillis(-1))),
        refused("TIERCEL-1100 ", () -> rateLimit(0, null, MINUTE, Map.of())),
        refused("TIERCEL-1100 ", () -> rateLimit(1, 0L, MINUTE, Map.of())),
        refused("TIERCEL-1100 ", () -> rateLimit(1, null, ZERO, Map.of())),
        refused("TIERCEL-1100 ", () -> rateLimit(1, null, MINUTE, Map.of("pro", 0L))),
        refused("TIERCEL-1100 ", () -> cache(ZERO, MINUTE)),
        refused("TIERCEL-1100 ", () -> cache(MINUTE, ZERO)),
        refused("TIERCEL-1104 ", () -> cache(MINUTE, MINUTE, "stats", "messages")),
        refused(
            "TIERCEL-1102 ",
            () -> new RemoteServers(List.of("redis://u:hunter2@one:1"), null, null, null, null)));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void record_outOfBounds_isRefused(String start, ThrowingCallable made) {
    assertThatIllegalArgumentException()
        .isThrownBy(made)
        .withMessageStartingWith(start)
        .satisfies(refused -> assertThat(refused).message().doesNotContain("hunter2"));
  }

  @Test
  void record_listChangedAfterwards_keepsItsOwn() {
    List<String> patterns = new ArrayList<>(List.of("com.acme.*"));
    CodecSettings codec = new CodecSettings(patterns);

    patterns.add("com.evil.**");

    assertThat(codec.allow()).containsExactly("com.acme.*");
  }

  @Test
  void toString_serversWithPassword_doesNotTellIt() {
    RemoteServers servers =
        new RemoteServers(List.of("redis://one:6379"), null, null, "app", "hunter2");
    RemoteSettings remote =
        new RemoteSettings(
            true, servers, "", HashTag.NONE, MINUTE, 0, MINUTE, outage(Duration.ofSeconds(1)));

    assertThat(remote.toString()).contains("redis://one:6379", "app", "****");
    assertThat(remote.toString()).doesNotContain("hunter2");
  }
}
