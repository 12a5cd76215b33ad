/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Annotated methods whose old values are answered while they run where nobody waits for them. */
@ContainerTest
class BackgroundLoadTest {
  private static final String LIFE = "tiercel.caches.quotes.l2.ttl-seconds";
  private static final String STALE = "tiercel.caches.quotes.stampede.stale-while-revalidate-ms";

  private @Nullable Application application;

  @BeforeEach
  void set() {
    System.setProperty(LIFE, "1");
    System.setProperty(STALE, "3600000");
    application = Application.of(Quotes.class, Request.class);
  }

  @AfterEach
  void close() {
    System.clearProperty(LIFE);
    System.clearProperty(STALE);
    if (application != null) {
      application.close();
    }
  }

  private Quotes quotes() {
    return application == null ? new Quotes() : application.get(Quotes.class);
  }

  private static <T> T asAcme(Callable<T> call) throws Exception {
    return TenantContext.callAs("acme", call);
  }

  /** Calls a method until its value is past its end, so that it runs a second time. */
  private void untilItRunsAgain(Callable<String> call) throws Exception {
    Quotes quotes = quotes();
    assertThat(asAcme(call)).isEqualTo("1 for acme");
    await()
        .until(
            () -> {
              assertThat(asAcme(call)).isEqualTo("1 for acme");
              return quotes.calls() == 2;
            });
  }

  @Test
  void call_pastTheEnd_answersTheOldValueWhileTheMethodRunsOnce() throws Exception {
    Quotes quotes = quotes();
    Callable<String> call = () -> quotes.of("a");
    untilItRunsAgain(call);
    for (int i = 0; i < 100; i++) {
      assertThat(asAcme(call)).isEqualTo("1 for acme");
    }
    assertThat(quotes.calls()).isEqualTo(2);
    assertThat(TenantContext.callAs("other", call)).isEqualTo("first");
    quotes.answer();
    await().untilAsserted(() -> assertThat(asAcme(call)).isEqualTo("2 for acme in a request"));
  }

  @Test
  void call_ofAResultThatComesLater_answersTheOldValueToo() throws Exception {
    Quotes quotes = quotes();
    Callable<String> call = () -> quotes.later("a").toCompletableFuture().get();
    untilItRunsAgain(call);
    quotes.answer();
    await().untilAsserted(() -> assertThat(asAcme(call)).isEqualTo("2 for acme in a request"));
  }

  @Test
  void call_afterARemoval_neverAnswersTheOldValue() throws Exception {
    Quotes quotes = quotes();
    Callable<String> call = () -> quotes.of("a");
    untilItRunsAgain(call);
    asAcme(
        () -> {
          quotes.remove("a");
          return true;
        });
    quotes.answer();
    assertThat(asAcme(call)).isNotEqualTo("1 for acme");
  }

  @Test
  void call_afterAnInvalidation_neverAnswersTheOldValue() throws Exception {
    Quotes quotes = quotes();
    Callable<String> call = () -> quotes.of("a");
    untilItRunsAgain(call);
    asAcme(
        () -> {
          quotes.removeAll();
          return true;
        });
    quotes.answer();
    assertThat(asAcme(call)).isNotEqualTo("1 for acme");
  }

  /** Tells that a request context is active. */
  @RequestScoped
  static class Request {
    String text() {
      return "in a request";
    }
  }

  /** Counts its calls, and holds the second and all that follow until it is told to answer. */
  @ApplicationScoped
  static class Quotes {
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch answer = new CountDownLatch(1);
    @Inject @Nullable Request request;

    int calls() {
      return calls.get();
    }

    void answer() {
      answer.countDown();
    }

    @CacheResult(cacheName = "quotes")
    String of(String symbol) throws InterruptedException {
      if (!"acme".equals(TenantContext.current())) {
        return "first";
      }
      int call = calls.incrementAndGet();
      if (call == 1) {
        return "1 for acme";
      }
      boolean background = Thread.currentThread().getName().equals("tiercel-load");
      answer.await();
      return call + " for " + TenantContext.current() + (background ? ' ' + text() : "");
    }

    @CacheResult(cacheName = "quotes")
    CompletionStage<String> later(String symbol) throws InterruptedException {
      return completedFuture(of(symbol));
    }

    @CacheRemove(cacheName = "quotes")
    void remove(String symbol) {}

    @CacheRemoveAll(cacheName = "quotes")
    void removeAll() {}

    private String text() {
      return request == null ? "nowhere" : request.text();
    }
  }
}
