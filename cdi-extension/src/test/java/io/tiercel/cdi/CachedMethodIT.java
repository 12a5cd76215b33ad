/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.cdi.internal.tenant.RequestTrace;
import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.shaded.redisson.Redisson;
import io.tiercel.jcache.shaded.redisson.api.RedissonClient;
import io.tiercel.jcache.shaded.redisson.client.codec.StringCodec;
import io.tiercel.jcache.shaded.redisson.config.Config;
import io.tiercel.jcache.spi.TierLevel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CachedMethodIT {
  private static final String ADDRESS = "tiercel.l2.address";

  private static EmbeddedRedis redis;

  @BeforeAll
  static void start() {
    redis = EmbeddedRedis.start();
    System.setProperty(ADDRESS, redis.address());
  }

  @AfterAll
  static void stop() {
    System.clearProperty(ADDRESS);
    redis.close();
  }

  @AfterEach
  void endRequest() {
    RequestTrace.bind(null);
  }

  @Test
  void call_storesUnderTheDocumentedKeys() throws Exception {
    try (var application = Application.of(Inbox.class)) {
      Inbox inbox = application.get(Inbox.class);
      TenantContext.callAs("org_abc123", inbox::list);
      TenantContext.callAs("org_abc123", () -> inbox.contact("uuid-456"));
    }
    assertThat(keys())
        .contains("org_abc123:conversations:list:v1", "org_abc123:contact:uuid-456:v1");
  }

  @Test
  void call_again_isAnsweredByL1AndOnAnotherNodeByL2() throws Exception {
    try (var application = Application.of(Inbox.class)) {
      Inbox inbox = application.get(Inbox.class);
      assertThat(tierOf(inbox::list)).isEqualTo(TierLevel.L3);
      awaitL1(inbox::list);
    }
    // A new manager has an empty L1, as another node has.
    try (var application = Application.of(Inbox.class)) {
      Inbox inbox = application.get(Inbox.class);
      assertThat(tierOf(inbox::list)).isEqualTo(TierLevel.L2);
      awaitL1(inbox::list);
      TenantContext.callAs("org_1", inbox::write);
      assertThat(tierOf(inbox::list)).isEqualTo(TierLevel.L3);
    }
  }

  @Test
  void call_recordsOfTheApplication_areAllowedByTheMethodsTypes() throws Exception {
    for (int node = 0; node < 2; node++) {
      try (var application = Application.of(Cards.class)) {
        Cards cards = application.get(Cards.class);
        assertThat(tierOf(cards::all)).isEqualTo(node == 0 ? TierLevel.L3 : TierLevel.L2);
        TenantContext.callAs("org_1", () -> cards.keep("7", new Card("seven")));
      }
    }
    assertThat(keys()).contains("org_1:cards:all:v1", "org_1:kept-cards:7:v1");
  }

  @Test
  void call_missedByManyThreadsOfTwoNodes_runsTheMethodOnce() throws Exception {
    int callers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    Slow.expect(callers);
    try (var one = Application.node(Slow.class, SlowSource.class);
        var other = Application.node(Slow.class, SlowSource.class)) {
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        Slow slow = (i % 2 == 0 ? one : other).get(Slow.class);
        answers.add(threads.submit(() -> TenantContext.callAs("org_2", () -> slow.begun("7"))));
      }
      for (Future<String> answer : answers) {
        assertThat(answer.get(1, TimeUnit.MINUTES)).isEqualTo("answer 1");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void change_onOneNode_reachesWhatDependsOnItOnTheOther() throws Exception {
    try (var one = Application.node(Inbox.class);
        var other = Application.node(Inbox.class)) {
      Inbox reader = other.get(Inbox.class);
      await().until(() -> tierOf("org_3", reader::list) == TierLevel.L1);
      Inbox writer = one.get(Inbox.class);
      TenantContext.callAs("org_3", writer::write);
      await().until(() -> tierOf("org_3", reader::list) == TierLevel.L3);
    }
  }

  /** Answers once all callers have begun to ask; each run answers something else. */
  @ApplicationScoped
  static class Slow {
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static CountDownLatch begun = new CountDownLatch(0);

    @Inject SlowSource source;

    static void expect(int callers) {
      begun = new CountDownLatch(callers);
    }

    String begun(String id) throws InterruptedException {
      begun.countDown();
      return source.find(id);
    }
  }

  @ApplicationScoped
  static class SlowSource {
    @CacheResult(cacheName = "slow")
    String find(String id) throws InterruptedException {
      int run = Slow.RUNS.incrementAndGet();
      Slow.begun.await();
      return "answer " + run;
    }
  }

  /** A value that no configuration names. */
  record Card(String text) implements Serializable {}

  @ApplicationScoped
  static class Cards {
    @CacheResult(cacheName = "cards")
    List<Card> all() {
      return List.of(new Card("one"));
    }

    @CachePut(cacheName = "kept-cards")
    boolean keep(@CacheKey String id, @CacheValue Card card) {
      return true;
    }
  }

  /** L1 keeps nothing until the node hears of the others' writes. */
  private static void awaitL1(Callable<?> read) {
    await().until(() -> tierOf(read) == TierLevel.L1);
  }

  private static @Nullable TierLevel tierOf(Callable<?> read) throws Exception {
    return tierOf("org_1", read);
  }

  private static @Nullable TierLevel tierOf(String tenant, Callable<?> read) throws Exception {
    var trace = new RequestTrace(name -> null);
    RequestTrace.bind(trace);
    TenantContext.callAs(tenant, read);
    RequestTrace.bind(null);
    return trace.findDeepest();
  }

  private static List<String> keys() {
    var config = new Config();
    config.setCodec(StringCodec.INSTANCE);
    config.useSingleServer().setAddress(redis.address());
    RedissonClient client = Redisson.create(config);
    try {
      return client.getKeys().getKeysStream().toList();
    } finally {
      client.shutdown();
    }
  }

  @ApplicationScoped
  static class Inbox {
    @CacheResult(cacheName = "conversations")
    List<String> list() {
      return List.of("first", "second");
    }

    @CacheResult(cacheName = "contact")
    String contact(String id) {
      return "contact " + id;
    }

    @CacheRemoveAll(cacheName = "messages")
    boolean write() {
      return true;
    }
  }
}
