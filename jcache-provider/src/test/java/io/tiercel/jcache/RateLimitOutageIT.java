/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.config.Mode;
import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.OutagePolicy;
import io.tiercel.ratelimit.RateLimiter;
import io.tiercel.ratelimit.Verdict;
import io.tiercel.ratelimit.Verdict.Outcome;
import java.time.Duration;
import java.util.Objects;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What limiters do while Redis is away, and when it is back. */
final class RateLimitOutageIT {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private EmbeddedRedis redis;

  @BeforeEach
  void start() {
    redis = EmbeddedRedis.start();
  }

  @AfterEach
  void stop() {
    redis.close();
  }

  @Test
  void local_whileAway_allowsThisNodesShareAndSaysSoOnce() {
    try (Node other = open();
        Node node = open();
        RedisProbe probe = new RedisProbe(redis.port());
        LogCapture log = new LogCapture()) {
      limiter(other, OutagePolicy.LOCAL, Algorithm.SLIDING_WINDOW, 100);
      awaitNodes(probe, 1);
      RateLimiter limiter = limiter(node, OutagePolicy.LOCAL, Algorithm.SLIDING_WINDOW, 100);
      awaitNodes(probe, 2);
      assertThat(limiter.tryAcquire("before").degraded()).isFalse();
      redis.stop();
      int allowed = 0;
      for (int i = 0; i < 110; i++) {
        allowed += limiter.tryAcquire("s").allowed() ? 1 : 0;
      }
      assertThat(allowed).isEqualTo(50);
      assertThat(log.messages(Level.WARNING, "TIERCEL-5054")).hasSize(1);
      assertThat(limiter.counts().degraded()).isEqualTo(110);
    }
  }

  @ParameterizedTest
  @EnumSource
  void local_backAgain_noBurst(Algorithm algorithm) {
    try (Node node = open();
        LogCapture log = new LogCapture()) {
      RateLimiter limiter = limiter(node, OutagePolicy.LOCAL, algorithm, 40);
      assertThat(limiter.tryAcquire("before").degraded()).isFalse();
      redis.stop();
      int allowed = 0;
      for (int i = 0; i < 60; i++) {
        Verdict verdict = limiter.tryAcquire("s");
        assertThat(verdict.degraded()).isTrue();
        allowed += verdict.allowed() ? 1 : 0;
      }
      assertThat(allowed).as("one node's share is all").isEqualTo(40);
      redis.restart();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(limiter.tryAcquire("probe").degraded()).isFalse());
      Verdict back = limiter.tryAcquire("s");
      assertThat(back.degraded()).isFalse();
      assertThat(back.outcome()).as("what was given meanwhile counts").isEqualTo(Outcome.DENIED);
      assertThat(log.messages(Level.INFO, "TIERCEL-5055")).isNotEmpty();
    }
  }

  @Test
  void open_whileAway_allowsEverything() {
    try (Node node = open()) {
      RateLimiter limiter = limiter(node, OutagePolicy.OPEN, Algorithm.SLIDING_WINDOW, 2);
      redis.stop();
      for (int i = 0; i < 20; i++) {
        Verdict verdict = limiter.tryAcquire("s", 2);
        assertThat(verdict.allowed()).isTrue();
        assertThat(verdict.degraded()).isTrue();
      }
    }
  }

  @Test
  void closed_whileAway_isUnavailableAndNotDenied() {
    try (Node node = open()) {
      RateLimiter limiter = limiter(node, OutagePolicy.CLOSED, Algorithm.SLIDING_WINDOW, 2);
      redis.stop();
      Verdict verdict = limiter.tryAcquire("s");
      assertThat(verdict.outcome()).isEqualTo(Outcome.UNAVAILABLE);
      assertThat(verdict.allowed()).isFalse();
      assertThat(verdict.retryAfter()).isPositive();
    }
  }

  @Test
  void paused_redisHangs_isAsIfAwayInBoundedTime() {
    try (Node node = open()) {
      RateLimiter limiter = limiter(node, OutagePolicy.LOCAL, Algorithm.FIXED_WINDOW, 5);
      limiter.tryAcquire("before");
      redis.pause();
      int allowed = 0;
      for (int i = 0; i < 30; i++) {
        allowed += limiter.tryAcquire("s").allowed() ? 1 : 0;
      }
      redis.resume();
      assertThat(allowed).isEqualTo(5);
    }
  }

  @Test
  void nodes_closed_areForgotten() {
    try (Node node = open();
        RedisProbe probe = new RedisProbe(redis.port())) {
      limiter(node, OutagePolicy.LOCAL, Algorithm.FIXED_WINDOW, 5);
      await().atMost(PATIENCE).until(() -> probe.keys("$nodes:v1").size() == 1);
      assertThat(probe.pttl("$nodes:v1")).isBetween(1L, 30_000L);
    }
  }

  /** Waits until so many nodes have told that they are there. */
  private static void awaitNodes(RedisProbe probe, long nodes) {
    await().atMost(PATIENCE).until(() -> Objects.equals(probe.call("ZCARD", "$nodes:v1"), nodes));
  }

  private Node open() {
    return Node.builder(Mode.REMOTE).redis(redis).set("l2.timeout-ms", "500").open();
  }

  private static RateLimiter limiter(
      Node node, OutagePolicy policy, Algorithm algorithm, long limit) {
    return RateLimiter.builder()
        .manager(node.manager())
        .name("rate:outage")
        .limit(limit)
        .window(HOUR)
        .algorithm(algorithm)
        .onOutage(policy)
        .build();
  }
}
