/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import io.tiercel.jcache.config.Mode;
import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.Limit;
import io.tiercel.ratelimit.LimiterCounts;
import io.tiercel.ratelimit.RateLimiter;
import io.tiercel.ratelimit.RateLimiterBuilder;
import io.tiercel.ratelimit.RateLimiters;
import io.tiercel.ratelimit.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limiters on a real Redis, by its own clock. */
final class RateLimiterIT {
  private static final Duration HOUR = Duration.ofHours(1);

  @RegisterExtension static final Nodes NODES = new Nodes();

  private static int names;

  @ParameterizedTest
  @EnumSource
  void tryAcquire_overTheLimit_isDeniedWithATime(Algorithm algorithm) {
    RateLimiter limiter = builder().limit(5).window(HOUR).algorithm(algorithm).build();
    for (int i = 0; i < 5; i++) {
      Verdict verdict = limiter.tryAcquire("org_1:user-7");
      assertThat(verdict.allowed()).isTrue();
      assertThat(verdict.limit()).isEqualTo(5);
      assertThat(verdict.remaining()).isEqualTo(4 - i);
      assertThat(verdict.retryAfter()).isZero();
      assertThat(verdict.resetAfter()).isPositive();
      assertThat(verdict.degraded()).isFalse();
    }
    Verdict denied = limiter.tryAcquire("org_1:user-7");
    assertThat(denied.outcome()).isEqualTo(Verdict.Outcome.DENIED);
    assertThat(denied.remaining()).isZero();
    assertThat(denied.retryAfter()).isPositive().isLessThanOrEqualTo(HOUR.multipliedBy(2));
    assertThat(limiter.tryAcquire("org_2:user-7").allowed()).as("another subject").isTrue();
    assertThat(limiter.counts()).isEqualTo(new LimiterCounts(6, 1, 0));
  }

  @ParameterizedTest
  @EnumSource
  void tryAcquire_afterRetryAfter_isAllowed(Algorithm algorithm) {
    RateLimiter limiter =
        builder().limit(3).window(Duration.ofSeconds(1)).algorithm(algorithm).build();
    limiter.tryAcquire("s", 3);
    await().atMost(Duration.ofSeconds(20)).until(() -> limiter.tryAcquire("s", 3).allowed());
  }

  @ParameterizedTest
  @EnumSource
  void tryAcquire_anyAlgorithm_isOneRoundTripOfOneScript(Algorithm algorithm) {
    RateLimiter limiter = builder().limit(50).window(HOUR).algorithm(algorithm).build();
    limiter.tryAcquire("warm");
    try (CommandLog log = new CommandLog(NODES.redis().port())) {
      assertThat(log.sentBy(() -> limiter.tryAcquire("s"))).containsExactly("EVALSHA");
      assertThat(log.of(() -> limiter.tryAcquire("s"))).contains("[TIME]");
    }
  }

  @ParameterizedTest
  @EnumSource
  void tryAcquire_anyAlgorithm_sendsNoClockOfTheNode(Algorithm algorithm) {
    String name = newName();
    RateLimiter limiter = builder(name).limit(50).window(HOUR).algorithm(algorithm).build();
    limiter.tryAcquire("warm");
    try (CommandLog log = new CommandLog(NODES.redis().port())) {
      List<String> sent = log.argumentsSentBy(() -> limiter.tryAcquire("s", 3));
      assertThat(sent)
          .as("script, keys; permits; kind, limit, window in microseconds, what is owed: no more")
          .singleElement()
          .asString()
          .matches(
              "\"[0-9a-f]{40}\" \"1\" \"\\$rate:"
                  + name
                  + ":\\{s}:[wlfb]3600000:v1\" \"3\" \"[wlfb]\" \"50\" \"3600000000\" \"0\"");
    }
  }

  @Test
  void tryAcquire_severalLimits_isOneRoundTripAndTellsTheOneThatCounts() {
    Limit perHour = Limit.of(3, HOUR);
    Limit perDay = new Limit(4, Duration.ofDays(1), Algorithm.SLIDING_LOG);
    RateLimiter limiter = builder().limit(perHour).limit(perDay).build();
    try (CommandLog log = new CommandLog(NODES.redis().port())) {
      limiter.tryAcquire("warm");
      assertThat(log.sentBy(() -> limiter.tryAcquire("s"))).containsExactly("EVALSHA");
    }
    assertThat(limiter.tryAcquire("s", 2).policy()).isEqualTo(perHour);
    Verdict denied = limiter.tryAcquire("s", 2);
    assertThat(denied.outcome()).isEqualTo(Verdict.Outcome.DENIED);
    assertThat(denied.policy()).as("the longer wait").isEqualTo(perDay);
  }

  @Test
  void tryAcquire_twoNodes_shareTheCount() {
    String name = newName();
    try (Node other = Node.open(Mode.REMOTE, NODES.redis())) {
      RateLimiter here = on(NODES.in(Mode.TIERED)).name(name).limit(4).window(HOUR).build();
      RateLimiter there = on(other).name(name).limit(4).window(HOUR).build();
      here.tryAcquire("s", 2);
      there.tryAcquire("s", 2);
      assertThat(here.tryAcquire("s").allowed()).isFalse();
      assertThat(there.tryAcquire("s").allowed()).isFalse();
    }
  }

  @Test
  void keys_ofASubject_areAsDocumentedAndCannotReachIntoAnothers() {
    String name = newName();
    RateLimiter limiter = builder(name).limit(1).window(Duration.ofMinutes(1)).build();
    for (String subject : List.of("user-7", "a}:w60000:v1", "{a", "a b", "a*")) {
      assertThat(limiter.tryAcquire(subject).allowed()).as(subject).isTrue();
    }
    try (RedisProbe probe = new RedisProbe(NODES.redis().port())) {
      assertThat(probe.keys("$rate:" + name + ":*"))
          .isEqualTo(
              Set.of(
                  "$rate:" + name + ":{user-7}:w60000:v1",
                  "$rate:" + name + ":{a%7D:w60000:v1}:w60000:v1",
                  "$rate:" + name + ":{%7Ba}:w60000:v1",
                  "$rate:" + name + ":{a%20b}:w60000:v1",
                  "$rate:" + name + ":{a%2A}:w60000:v1"));
      assertThat(probe.pttl("$rate:" + name + ":{user-7}:w60000:v1")).isBetween(1L, 120_000L);
    }
  }

  @Test
  void tryAcquire_badInput_isRefusedByName() {
    RateLimiter limiter = builder("bad").limit(5).window(HOUR).build();
    assertThatNullPointerException()
        .isThrownBy(() -> limiter.tryAcquire(nothing()))
        .withMessage("subject");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limiter.tryAcquire(""))
        .withMessageStartingWith("TIERCEL-5050 limiter 'bad'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limiter.tryAcquire("x".repeat(1 << 20)))
        .withMessageContaining("length=1048576");
    assertThat(limiter.tryAcquire("x".repeat(1024)).allowed()).isTrue();
    for (long permits : new long[] {0, -1, 6, Long.MAX_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> limiter.tryAcquire("s", permits))
          .withMessageStartingWith("TIERCEL-5051 limiter 'bad'")
          .withMessageContaining("permits=" + permits);
    }
  }

  @SuppressWarnings("NullAway") // that is what is tested
  private static String nothing() {
    return null;
  }

  @Test
  void build_limitAndLimits_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder("two").limit(Limit.of(1, HOUR)).limit(7).build())
        .withMessageStartingWith("TIERCEL-5008 limiter 'two'");
  }

  @Test
  void build_nothingSet_isAsTheSettingsSay() {
    try (Node node =
        Node.builder(Mode.LOCAL)
            .set("rate-limit.max-requests", "7")
            .set("rate-limit.window-seconds", "5")
            .set("rate-limit.algorithm", "fixed-window")
            .set("rate-limit.on-outage", "closed")
            .open()) {
      assertThat(on(node).name("x").build().configuration())
          .isEqualTo(
              on(node)
                  .name("x")
                  .limit(new Limit(7, Duration.ofSeconds(5), Algorithm.FIXED_WINDOW))
                  .onOutage(io.tiercel.ratelimit.OutagePolicy.CLOSED)
                  .build()
                  .configuration());
    }
  }

  @Test
  void tryAcquire_noAddress_countsForThisNodeAloneAndSaysSoOnce() {
    try (LogCapture log = new LogCapture();
        Node node = Node.open(Mode.LOCAL, NODES.redis())) {
      RateLimiter limiter = on(node).name("local").limit(2).window(HOUR).build();
      on(node).name("other").build();
      assertThat(limiter.tryAcquire("s", 2).degraded()).isFalse();
      assertThat(limiter.tryAcquire("s").outcome()).isEqualTo(Verdict.Outcome.DENIED);
      assertThat(log.messages(Level.INFO, "TIERCEL-5053")).hasSize(1);
    }
  }

  @Test
  void counts_limitersOfOneName_areAddedUp() {
    String name = newName();
    RateLimiters limiters = RateLimiters.of(NODES.in(Mode.TIERED).manager());
    builder(name).limit(2).window(HOUR).build().tryAcquire("s");
    builder(name).limit(1).window(HOUR).build().tryAcquire("s");
    assertThat(limiters.counts()).containsEntry(name, new LimiterCounts(1, 1, 0));
  }

  @Test
  void create_managerClosed_isRefused() {
    RateLimiter limiter;
    RateLimiters limiters;
    try (Node node = Node.open(Mode.LOCAL, NODES.redis())) {
      limiters = RateLimiters.of(node.manager());
      limiter = on(node).name("closed").build();
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> limiter.tryAcquire("s"))
        .withMessageStartingWith("TIERCEL-5052");
    assertThatIllegalStateException().isThrownBy(() -> limiters.create(limiter.configuration()));
  }

  @Test
  void reserve_hotSubject_asksOncePerBatchAndNeverPassesTheLimit() {
    String name = newName();
    try (Node other = Node.open(Mode.REMOTE, NODES.redis());
        CommandLog log = new CommandLog(NODES.redis().port())) {
      RateLimiter here =
          on(NODES.in(Mode.TIERED)).name(name).limit(100).window(HOUR).reserve(10).build();
      RateLimiter there = on(other).name(name).limit(100).window(HOUR).reserve(10).build();
      here.tryAcquire("warm");
      there.tryAcquire("warm");
      assertThat(
              log.sentBy(
                  () -> {
                    for (int i = 0; i < 50; i++) {
                      assertThat(here.tryAcquire("s").allowed()).isTrue();
                    }
                  }))
          .hasSize(5);
      int allowed = 50;
      for (int i = 0; i < 200; i++) {
        allowed += there.tryAcquire("s").allowed() ? 1 : 0;
        allowed += here.tryAcquire("s").allowed() ? 1 : 0;
      }
      assertThat(allowed).isEqualTo(100);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tryAcquire_manyThreads_admitExactlyTheLimit(Algorithm algorithm) throws Exception {
    RateLimiter limiter = builder().limit(200).window(HOUR).algorithm(algorithm).build();
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> results =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            start.await();
                            int allowed = 0;
                            for (int call = 0; call < 50; call++) {
                              allowed += limiter.tryAcquire("hot").allowed() ? 1 : 0;
                            }
                            return allowed;
                          }))
              .toList();
      start.countDown();
      assertThat(results.stream().mapToInt(RateLimiterIT::result).sum())
          // A bucket of an hour gains a permit in 18 seconds.
          .isBetween(200, algorithm == Algorithm.TOKEN_BUCKET ? 203 : 200);
    } finally {
      threads.shutdownNow();
    }
  }

  private static int result(Future<Integer> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RateLimiterBuilder builder() {
    return builder(newName());
  }

  private static RateLimiterBuilder builder(String name) {
    return on(NODES.in(Mode.TIERED)).name(name);
  }

  private static RateLimiterBuilder on(Node node) {
    return RateLimiter.builder().manager(node.manager());
  }

  private static String newName() {
    return "rate:test-" + ++names;
  }
}
