/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.cdi.internal.tenant.RequestTrace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers are believed from 10.0.0.0/8; the claim is "tenant". */
@ContainerTest
class RequestTenantsTest {
  private final Application application = Application.of(Contacts.class);
  private final Contacts contacts = application.get(Contacts.class);

  @AfterEach
  void close() {
    RequestTrace.bind(null);
    application.close();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"203.0.113.9", "11.0.0.1", "::1", "unknown"})
  void header_notFromATrustedProxy_isNotBelieved(@Nullable String peer) {
    RequestTrace.bind(Requests.from(peer, Map.of("X-Tenant", "acme")::get, null));
    assertThatThrownBy(() -> contacts.find("7"))
        .isInstanceOf(TenantRequiredException.class)
        .hasMessageContaining("tiercel.http.trusted-proxies");
    assertThat(contacts.calls()).isZero();
  }

  @Test
  void header_forwardedForATrustedAddress_isNotBelieved() {
    Map<String, String> forged = Map.of("X-Tenant", "acme", "X-Forwarded-For", "10.0.0.1");
    RequestTrace.bind(Requests.from("203.0.113.9", forged::get, null));
    assertThatThrownBy(() -> contacts.find("7")).isInstanceOf(TenantRequiredException.class);
  }

  @Test
  void claim_withoutHeader_namesTheTenantWhereverTheRequestComesFrom() {
    RequestTrace.bind(Requests.from("203.0.113.9", name -> null, token("acme")));
    contacts.find("7");
    assertThat(application.keys("acme", "contacts")).containsExactly(List.of("7"));
  }

  @Test
  void claim_isJson_countsByItsText() {
    RequestTrace.bind(Requests.from("203.0.113.9", name -> null, token(new Text("acme"))));
    contacts.find("7");
    assertThat(application.keys("acme", "contacts")).containsExactly(List.of("7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "203.0.113.9"})
  void header_differsFromTheClaim_isRefusedWhoeverSentIt(String peer) {
    RequestTrace.bind(Requests.from(peer, Map.of("X-Tenant", "globex")::get, token("acme")));
    assertThatThrownBy(() -> contacts.find("7"))
        .isInstanceOf(TenantMismatchException.class)
        .hasMessageContaining("TIERCEL-4001")
        .hasMessageNotContaining("acme")
        .hasMessageNotContaining("globex");
    assertThat(contacts.calls()).isZero();
  }

  @Test
  void header_equalsTheClaim_passes() {
    RequestTrace.bind(Requests.withHeaders(Map.of("X-Tenant", "acme")::get, token("acme")));
    contacts.find("7");
    assertThat(application.keys("acme", "contacts")).containsExactly(List.of("7"));
  }

  @Test
  void header_tokenWithoutTheClaimOrNoToken_counts() {
    Principal withoutToken = () -> "ann";
    RequestTrace.bind(Requests.withHeaders(Map.of("X-Tenant", "acme")::get, withoutToken));
    contacts.find("7");
    var withoutClaim = new Requests.Token(Map.of("other", "globex"));
    RequestTrace.bind(Requests.withHeaders(Map.of("X-Tenant", "acme")::get, withoutClaim));
    contacts.find("8");
    assertThat(application.keys("acme", "contacts"))
        .containsExactlyInAnyOrder(List.of("7"), List.of("8"));
  }

  private static Requests.Token token(Object tenant) {
    return new Requests.Token(Map.of("tenant", tenant));
  }

  /** A text as JSON has it. */
  private record Text(String getString) implements JsonString {
    @Override
    public String getString() {
      return getString;
    }

    @Override
    public CharSequence getChars() {
      return getString;
    }

    @Override
    public JsonValue.ValueType getValueType() {
      return JsonValue.ValueType.STRING;
    }

    @Override
    public String toString() {
      return '"' + getString + '"';
    }
  }

  @ApplicationScoped
  static class Contacts {
    private final AtomicInteger calls = new AtomicInteger();

    @CacheResult(cacheName = "contacts")
    String find(String id) {
      return "contact " + id + " of call " + calls.incrementAndGet();
    }

    int calls() {
      return calls.get();
    }
  }
}
