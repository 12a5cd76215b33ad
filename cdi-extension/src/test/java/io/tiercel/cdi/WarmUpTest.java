/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.cdi.internal.warmup.WarmUpRun;
import io.tiercel.tenant.TenantCaches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Caches that are filled after the start. */
@ContainerTest
@Timeout(60)
class WarmUpTest {
  private static final String WAIT = "tiercel.warm-up.wait-seconds";

  @Test
  void start_runsForEachTenantAsThatTenant_offTheStartingThread() throws Exception {
    try (var application = Application.of(Directory.class, Warmer.class, Source.class)) {
      awaitDone(application);
      assertThat(application.get(Warmer.class).runs())
          .containsExactly("acme/acme/tiercel-warm-up", "globex/globex/tiercel-warm-up");
      assertThat(application.caches().cache("globex", "contacts").get("7"))
          .isEqualTo("contact of globex");
      assertThat(application.caches().cache("acme", "tiercel-warm-up")).hasSize(1);
    }
  }

  @Test
  void start_askedToWait_isThereOnceTheCachesAreWarm() {
    System.setProperty(WAIT, "60");
    try (var application = Application.of(Directory.class, Warmer.class, Source.class)) {
      assertThat(application.get(Warmer.class).runs()).hasSize(2);
      assertThat(application.get(WarmUpRun.class).done().toCompletableFuture()).isDone();
    } finally {
      System.clearProperty(WAIT);
    }
  }

  @Test
  void start_notAskedToWait_doesNot() throws Exception {
    try (var application = Application.of(Directory.class, Waiting.class)) {
      assertThat(application.get(WarmUpRun.class).done().toCompletableFuture()).isNotDone();
      Waiting.ASKED.countDown();
      awaitDone(application);
    }
  }

  @Test
  void start_methodFailsForATenant_othersRunAndTheLeaseIsFree() throws Exception {
    try (var application = Application.of(Directory.class, Failing.class)) {
      awaitDone(application);
      assertThat(application.get(Failing.class).runs()).containsExactly("acme", "globex");
      assertThat(application.caches().cache("acme", "tiercel-warm-up")).isEmpty();
      assertThat(application.caches().cache("globex", "tiercel-warm-up")).hasSize(1);
    }
  }

  @Test
  void start_pace_letsTheNextTenantWait_andTheLogTellsHowFarItIs() {
    Logger log = Logger.getLogger(WarmUpRun.class.getName());
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler handler = new Lines(lines);
    log.addHandler(handler);
    try (var application = Application.of(Directory.class, Pacing.class)) {
      await().until(() -> lines.contains("TIERCEL-4253 warm-up: done=1 of 2"));
      assertThat(lines).first().asString().endsWith("warm-up started: methods=1 tenants=2");
      assertThat(application.get(Pacing.class).runs()).containsExactly("acme");
      assertThat(application.get(WarmUpRun.class).done().toCompletableFuture()).isNotDone();
    } finally {
      log.removeHandler(handler);
    }
  }

  @Test
  void deployment_faults_areReportedTogether() throws IOException {
    assertThat(Application.problemsOf(Faulty.class))
        .contains("problems=5")
        .contains("TIERCEL-4250 " + Faulty.class.getName() + ".odd")
        .contains("TIERCEL-4250 " + Faulty.class.getName() + ".hidden")
        .contains(
            "TIERCEL-4251 " + Faulty.class.getName() + ".odd: a method with @WarmUp must have")
        .contains(
            "TIERCEL-4251 " + Faulty.class.getName() + ".hidden: a method with @WarmUp must not")
        .contains("onceInSeconds=0 pauseMillis=50");
  }

  /** A source that answers once the application is there. */
  @ApplicationScoped
  static class Waiting {
    static final CountDownLatch ASKED = new CountDownLatch(1);

    @WarmUp(pauseMillis = 0)
    void contacts() throws InterruptedException {
      ASKED.await();
    }
  }

  static void awaitDone(Application application) throws Exception {
    application.get(WarmUpRun.class).done().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @ApplicationScoped
  static class Directory implements TenantDirectory {
    @Override
    public Collection<String> tenants() {
      return List.of("acme", "globex");
    }
  }

  @RequestScoped
  static class Source {
    String contact(String tenant) {
      return "contact of " + tenant;
    }
  }

  @ApplicationScoped
  static class Warmer {
    private final List<String> runs = Collections.synchronizedList(new ArrayList<>());

    @Inject TenantCaches caches;
    @Inject Source source;

    @WarmUp(pauseMillis = 0)
    void contacts(@TenantId String tenant) {
      runs.add(tenant + "/" + TenantContext.current() + "/" + Thread.currentThread().getName());
      caches.warm(tenant, "contacts", Map.of("7", source.contact(tenant)));
    }

    List<String> runs() {
      return runs;
    }
  }

  @ApplicationScoped
  static class Failing {
    private final List<String> runs = Collections.synchronizedList(new ArrayList<>());

    @WarmUp(pauseMillis = 1)
    void contacts() throws IOException {
      runs.add(String.valueOf(TenantContext.current()));
      if (runs.size() == 1) {
        throw new IOException("no database");
      }
    }

    List<String> runs() {
      return runs;
    }
  }

  /** Lets an hour pass between two tenants. */
  @ApplicationScoped
  static class Pacing {
    private final List<String> runs = new CopyOnWriteArrayList<>();

    @WarmUp(pauseMillis = 3_600_000)
    void contacts(@TenantId String tenant) {
      runs.add(tenant);
    }

    List<String> runs() {
      return runs;
    }
  }

  /** Keeps what is logged. */
  private static final class Lines extends Handler {
    private final List<String> lines;

    Lines(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord line) {
      lines.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @ApplicationScoped
  @SuppressWarnings("unused")
  static class Faulty {
    @WarmUp
    void odd(int number) {}

    @WarmUp(onceInSeconds = 0)
    private void hidden() {}
  }
}
