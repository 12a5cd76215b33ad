/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.cdi.internal.tenant.RequestTrace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attempts to reach another tenant's entries through annotated methods. */
@ContainerTest
class TenantIsolationTest {
  private final Application application = Application.of(Contacts.class);
  private final Contacts contacts = application.get(Contacts.class);

  @AfterEach
  void close() {
    RequestTrace.bind(null);
    application.close();
  }

  static List<String> malformedTenants() {
    return List.of(
        "",
        " ",
        "acme:contacts",
        ":acme",
        "acme:",
        "acme%3A",
        "*",
        "acme*",
        "ac me",
        " acme",
        "a\nb",
        "a\u0000",
        "a\u007f",
        "{acme}",
        "acme/..",
        "a".repeat(129),
        "a".repeat(10_000));
  }

  @ParameterizedTest
  @MethodSource("malformedTenants")
  void tenant_malformed_isRefusedBeforeTheMethodRuns(String tenant) {
    assertThatThrownBy(() -> as(tenant, () -> contacts.find("7")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("TIERCEL-1060 ");
    assertThatThrownBy(() -> contacts.findFor(tenant, "7"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("TIERCEL-1060 ");
    assertThat(contacts.calls()).isZero();
  }

  @Test
  void id_thatLooksLikeAnotherTenantsKey_staysWithItsOwn() throws Exception {
    List<String> ids =
        List.of(
            "7",
            "acme:contacts:7",
            "globex:contacts:7:v1",
            "%",
            "%37",
            "*",
            "7 ",
            " 7",
            "7:v1",
            "a\nb",
            "\u0000",
            "{7}",
            "../7",
            "7".repeat(10_000),
            "7".repeat(10_001));
    Set<String> answers = new HashSet<>();
    for (String tenant : List.of("acme", "acme2", "a", "globex")) {
      for (String id : ids) {
        answers.add(as(tenant, () -> contacts.find(id)));
      }
    }
    assertThat(answers).hasSize(4 * ids.size());
    for (String tenant : List.of("acme", "acme2", "a", "globex")) {
      for (String id : ids) {
        assertThat(answers).contains(as(tenant, () -> contacts.find(id)));
      }
    }
    assertThat(contacts.calls()).isEqualTo(4 * ids.size());
  }

  @Test
  void invalidation_ofATenantWhoseNameIsAPrefix_leavesTheOthers() throws Exception {
    for (String tenant : List.of("a", "acme", "acme2")) {
      as(tenant, () -> contacts.find("7"));
    }
    as("acme", contacts::clear);
    assertThat(application.keys("acme", "contacts")).isEmpty();
    assertThat(application.keys("acme2", "contacts")).hasSize(1);
    application.caches().invalidate("a");
    assertThat(application.keys("a", "contacts")).isEmpty();
    assertThat(application.keys("acme2", "contacts")).hasSize(1);
  }

  @Test
  void requests_ofTwoTenantsOnOneThread_eachSeesItsOwn() {
    List<String> answers = new ArrayList<>();
    for (String tenant : List.of("acme", "globex", "acme", "globex")) {
      RequestTrace.bind(Requests.withHeaders(Map.of("X-Tenant", tenant)::get, null));
      answers.add(contacts.find("7"));
      RequestTrace.bind(null);
      assertThatThrownBy(() -> contacts.find("7")).isInstanceOf(TenantRequiredException.class);
    }
    assertThat(answers.get(0)).isEqualTo(answers.get(2)).isNotEqualTo(answers.get(1));
    assertThat(answers.get(1)).isEqualTo(answers.get(3));
  }

  @Test
  void continuation_onAnotherThread_hasNoTenantUnlessItIsNamed() throws Exception {
    CompletableFuture<String> begun = new CompletableFuture<>();
    CompletableFuture<String> careless =
        as("acme", () -> begun.thenApplyAsync(id -> contacts.find(id)));
    CompletableFuture<String> careful =
        as("acme", () -> begun.thenApplyAsync(id -> contacts.findFor("acme", id)));
    begun.complete("7");
    assertThatThrownBy(careless::join).hasCauseInstanceOf(TenantRequiredException.class);
    assertThat(careful.join()).isEqualTo("contact 1");
    assertThat(application.keys("acme", "contacts")).containsExactly(List.of("7"));
  }

  private static <V> V as(String tenant, Callable<V> call) throws Exception {
    return TenantContext.callAs(tenant, call);
  }

  @ApplicationScoped
  static class Contacts {
    private int calls;

    @CacheResult(cacheName = "contacts")
    String find(String id) {
      return "contact " + ++calls;
    }

    @CacheResult(cacheName = "contacts")
    String findFor(@TenantId String tenant, String id) {
      return "contact " + ++calls;
    }

    @CacheRemoveAll(cacheName = "contacts")
    boolean clear() {
      return true;
    }

    int calls() {
      return calls;
    }
  }
}
