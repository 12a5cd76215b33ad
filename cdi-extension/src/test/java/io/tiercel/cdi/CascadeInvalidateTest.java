/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.spi.Invalidation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ContainerTest
class CascadeInvalidateTest {
  private final Application application = Application.of(Messages.class, Importer.class);
  private final Messages messages = application.get(Messages.class);

  @BeforeEach
  void fill() {
    for (String tenant : List.of("acme", "globex")) {
      for (String resource : List.of("messages", "conversations", "dashboard-stats", "contacts")) {
        application.caches().put(tenant, resource, "id", "value");
      }
    }
  }

  @AfterEach
  void close() {
    application.close();
  }

  @Test
  void method_succeeds_resourcesAndTheirDependentsAreInvalidated() throws Exception {
    as(() -> messages.send(true));
    assertThat(filled("acme")).containsExactly("contacts");
    assertThat(filled("globex")).hasSize(4);
  }

  @Test
  void method_fails_nothingIsInvalidated() {
    assertThatThrownBy(() -> as(() -> messages.send(false))).isInstanceOf(IOException.class);
    assertThat(filled("acme")).hasSize(4);
  }

  @Test
  void method_answersLater_invalidatesThen() throws Exception {
    as(messages::sendLater);
    assertThat(filled("acme")).hasSize(4);
    messages.complete();
    assertThat(filled("acme")).containsExactly("messages");
  }

  @Test
  void method_tenantArgument_isThatTenants() {
    messages.sendFor("globex");
    assertThat(filled("acme")).hasSize(4);
    assertThat(filled("globex")).hasSize(3);
  }

  @Test
  void method_noTenant_doesNotRun() {
    assertThatThrownBy(messages::sendLater).isInstanceOf(TenantRequiredException.class);
    assertThat(messages.calls()).isZero();
  }

  @Test
  void method_isCachedToo_invalidatesOnlyWhenItRuns() throws Exception {
    as(() -> messages.read("x"));
    assertThat(filled("acme")).doesNotContain("contacts");
    application.caches().put("acme", "contacts", "id", "value");
    as(() -> messages.read("x"));
    assertThat(filled("acme")).contains("contacts");
  }

  @Test
  void classAnnotation_isThatOfItsMethods() throws Exception {
    as(application.get(Importer.class)::importAll);
    assertThat(filled("acme")).doesNotContain("contacts");
  }

  @Test
  void severalResources_thatShareDependents_areInvalidatedOnceEach() {
    assertThat(
            application
                .caches()
                .invalidateWithDependents(
                    "acme",
                    List.of("messages", "conversations", "contacts"),
                    Invalidation.Reason.MANUAL)
                .resources())
        .containsExactly("messages", "conversations", "contacts", "dashboard-stats");
    assertThat(filled("acme")).isEmpty();
    assertThat(filled("globex")).hasSize(4);
  }

  @Test
  void graph_canBeAskedFor() {
    assertThat(application.caches().cascades())
        .isEqualTo(Map.of("messages", List.of("conversations", "dashboard-stats")));
    assertThat(application.caches().dependentsOf("messages"))
        .containsExactly("messages", "conversations", "dashboard-stats");
  }

  @Test
  void deployment_faults_areReportedTogether() throws IOException {
    assertThat(Application.problemsOf(Faulty.class))
        .contains("problems=4")
        .contains("TIERCEL-4130 " + Faulty.class.getName() + ".none()")
        .contains("TIERCEL-4112 " + Faulty.class.getName() + ".hidden()")
        .contains("TIERCEL-4121 " + Faulty.class.getName() + ".two(java.lang.String")
        .contains("TIERCEL-4123 " + Faulty.class.getName() + ".odd(java.util.List)");
  }

  private List<String> filled(String tenant) {
    return java.util.stream.Stream.of("messages", "conversations", "dashboard-stats", "contacts")
        .filter(resource -> application.caches().cache(tenant, resource).containsKey("id"))
        .toList();
  }

  private static <V> V as(Callable<V> call) throws Exception {
    return TenantContext.callAs("acme", call);
  }

  @ApplicationScoped
  static class Messages {
    private final CompletableFuture<String> sent = new CompletableFuture<>();
    private int calls;

    void complete() {
      sent.complete("sent");
    }

    int calls() {
      return calls;
    }

    @CascadeInvalidate("messages")
    boolean send(boolean succeeds) throws IOException {
      if (!succeeds) {
        throw new IOException("not sent");
      }
      return true;
    }

    @CascadeInvalidate({"conversations", "dashboard-stats", "contacts"})
    CompletionStage<String> sendLater() {
      calls++;
      return sent;
    }

    @CascadeInvalidate("contacts")
    void sendFor(@TenantId String tenant) {}

    @CacheResult(cacheName = "readings")
    @CascadeInvalidate("contacts")
    String read(String id) {
      return id;
    }
  }

  @ApplicationScoped
  @CascadeInvalidate("contacts")
  static class Importer {
    boolean importAll() {
      return true;
    }
  }

  @ApplicationScoped
  @SuppressWarnings("unused")
  static class Faulty {
    @CascadeInvalidate({})
    void none() {}

    @CascadeInvalidate("messages")
    private void hidden() {}

    @CascadeInvalidate("messages")
    void two(@TenantId String one, @TenantId String other) {}

    @CascadeInvalidate("messages")
    void odd(@TenantId List<String> tenant) {}
  }
}
