/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.cache.CacheException;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Arguments whose equality is not that of values, and methods that share a cache. */
@ContainerTest
class MethodKeysTest {
  @Test
  void key_arrays_countByTheirElementsDeeply() throws Exception {
    try (var application = Application.of(Reports.class)) {
      Reports reports = application.get(Reports.class);
      assertThat(asAcme(() -> reports.sum(new int[] {1, 2}))).isEqualTo(1);
      assertThat(asAcme(() -> reports.sum(new int[] {1, 2}))).isEqualTo(1);
      assertThat(asAcme(() -> reports.sum(new int[] {2, 1}))).isEqualTo(2);
      assertThat(asAcme(() -> reports.join(new String[][] {{"a"}, {null, "b"}}))).isEqualTo(3);
      assertThat(asAcme(() -> reports.join(new String[][] {{"a"}, {null, "b"}}))).isEqualTo(3);
      assertThat(asAcme(() -> reports.join(new String[][] {{"a", null}, {"b"}}))).isEqualTo(4);
      assertThat(asAcme(() -> reports.any(new byte[] {7}))).isEqualTo(5);
      assertThat(asAcme(() -> reports.any(new byte[] {7}))).isEqualTo(5);
    }
  }

  @Test
  void key_arrayIsChangedLater_entryStaysUnderWhatItWas() throws Exception {
    try (var application = Application.of(Reports.class)) {
      Reports reports = application.get(Reports.class);
      int[] numbers = {1};
      asAcme(() -> reports.sum(numbers));
      numbers[0] = 2;
      assertThat(asAcme(() -> reports.sum(numbers))).isEqualTo(2);
      assertThat(asAcme(() -> reports.sum(new int[] {1}))).isEqualTo(1);
    }
  }

  @Test
  void key_argumentWithoutEquals_isRefusedBeforeTheMethodRuns() {
    try (var application = Application.of(Reports.class)) {
      Reports reports = application.get(Reports.class);
      assertThatThrownBy(() -> asAcme(() -> reports.any(new Entity())))
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("TIERCEL-4103 " + Reports.class.getName() + ".any")
          .hasMessageContaining("class=" + Entity.class.getName());
      assertThatThrownBy(() -> asAcme(() -> reports.any(new Object[] {new Entity()})))
          .hasMessageContaining("TIERCEL-4103");
      assertThat(reports.calls()).isZero();
    }
  }

  @Test
  void deployment_methodsOfOneCacheWithEqualKeysAndResults_areNamed() {
    Logger logger = Logger.getLogger("io.tiercel.cdi.internal.CacheRuntime");
    var heard = new Heard();
    logger.setLevel(Level.WARNING);
    logger.addHandler(heard);
    try (var application = Application.of(Sharing.class)) {
      assertThat(application.get(Sharing.class)).isNotNull();
    } finally {
      logger.removeHandler(heard);
      logger.setLevel(null);
    }
    assertThat(heard.messages)
        .singleElement()
        .asString()
        .startsWith("TIERCEL-4129 [messages]")
        .contains("bySender(long)")
        .contains("byConversation(long)");
  }

  private static <V> V asAcme(Callable<V> call) throws Exception {
    return TenantContext.callAs("acme", call);
  }

  static final class Entity {}

  @ApplicationScoped
  static class Reports {
    private int calls;

    @CacheResult(cacheName = "sums")
    int sum(int... numbers) {
      return ++calls;
    }

    @CacheResult(cacheName = "joins")
    int join(@Nullable String[][] texts) {
      return ++calls;
    }

    @CacheResult(cacheName = "any")
    int any(Object anything) {
      return ++calls;
    }

    int calls() {
      return calls;
    }
  }

  @ApplicationScoped
  static class Sharing {
    @CacheResult(cacheName = "messages")
    List<String> bySender(long sender) {
      return List.of();
    }

    @CacheResult(cacheName = "messages")
    List<String> byConversation(long conversation) {
      return List.of();
    }

    @CacheResult(cacheName = "messages", skipGet = true)
    List<String> refreshed(long sender) {
      return List.of();
    }

    @CacheResult(cacheName = "messages")
    List<String> bySender(String name) {
      return List.of();
    }
  }

  /** Keeps what is logged. */
  private static final class Heard extends Handler {
    private final List<String> messages = new ArrayList<>();

    @Override
    public void publish(LogRecord logged) {
      messages.add(logged.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
