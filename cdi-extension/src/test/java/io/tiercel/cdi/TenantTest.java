/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.cdi.internal.tenant.RequestTrace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ContainerTest
class TenantTest {
  private final Application application = Application.of(Contacts.class);
  private final Contacts contacts = application.get(Contacts.class);

  @AfterEach
  void close() {
    RequestTrace.bind(null);
    application.close();
  }

  @Test
  void call_noTenant_failsBeforeTheMethodRuns() {
    assertThatThrownBy(() -> contacts.find("7"))
        .isInstanceOf(TenantRequiredException.class)
        .hasMessageContaining("TIERCEL-4000 cache 'contacts'")
        .hasMessageContaining("io.tiercel.cdi.TenantTest$Contacts.find(java.lang.String)")
        .hasMessageContaining("TenantContext.callAs")
        .hasMessageContaining("tiercel.tenant.header")
        .hasMessageContaining("tiercel.caches.contacts.scope = shared");
    assertThatThrownBy(contacts::clear).isInstanceOf(TenantRequiredException.class);
    assertThat(contacts.calls()).isZero();
  }

  @Test
  void call_twoTenants_neverSeeEachOther() throws Exception {
    String first = TenantContext.callAs("acme", () -> contacts.find("7"));
    String second = TenantContext.callAs("globex", () -> contacts.find("7"));
    assertThat(first).isNotEqualTo(second);
    TenantContext.callAs(
        "acme",
        () -> {
          contacts.clear();
          return true;
        });
    assertThat(application.keys("acme", "contacts")).isEmpty();
    assertThat(application.keys("globex", "contacts")).containsExactly(List.of("7"));
  }

  @Test
  void callAs_nested_innermostTenantCountsAndOuterComesBack() throws Exception {
    TenantContext.callAs(
        "acme",
        () -> {
          TenantContext.callAs("globex", () -> contacts.find("7"));
          assertThat(TenantContext.current()).isEqualTo("acme");
          return contacts.find("8");
        });
    assertThat(TenantContext.current()).isNull();
    assertThat(application.keys("globex", "contacts")).containsExactly(List.of("7"));
    assertThat(application.keys("acme", "contacts")).containsExactly(List.of("8"));
  }

  @Test
  void call_requestHasTheHeader_usesItsTenant() throws Exception {
    RequestTrace.bind(Requests.withHeaders(Map.of("X-Tenant", " acme ")::get, null));
    contacts.find("7");
    TenantContext.callAs("globex", () -> contacts.find("8"));
    assertThat(application.keys("acme", "contacts")).containsExactly(List.of("7"));
    assertThat(application.keys("globex", "contacts")).containsExactly(List.of("8"));
  }

  @Test
  void call_requestHasNoOrABlankHeader_fails() {
    RequestTrace.bind(Requests.withHeaders(Map.of("X-Other", "acme")::get, null));
    assertThatThrownBy(() -> contacts.find("7")).isInstanceOf(TenantRequiredException.class);
    RequestTrace.bind(Requests.withHeaders(Map.of("X-Tenant", " ")::get, null));
    assertThatThrownBy(() -> contacts.find("7")).isInstanceOf(TenantRequiredException.class);
  }

  @Test
  void call_tenantIdArgument_choosesTheCacheAndIsNoPartOfTheKey() throws Exception {
    UUID tenant = new UUID(1, 2);
    TenantContext.callAs("acme", () -> contacts.findFor(tenant, "7"));
    assertThat(application.keys(tenant.toString(), "contacts")).containsExactly(List.of("7"));
    assertThat(application.keys("acme", "contacts")).isEmpty();
  }

  @Test
  void call_tenantIdArgumentIsNull_failsThoughAContextIsThere() {
    assertThatThrownBy(() -> TenantContext.callAs("acme", () -> contacts.findFor(null, "7")))
        .isInstanceOf(TenantRequiredException.class)
        .hasMessageContaining("@TenantId=null");
  }

  @Test
  void call_sharedResource_needsNoTenant() throws Exception {
    contacts.country("nl");
    TenantContext.callAs("acme", () -> contacts.country("nl"));
    assertThat(contacts.calls()).isEqualTo(1);
    assertThat(application.keys(null, "countries")).containsExactly(List.of("nl"));
  }

  @Test
  void call_malformedTenant_isRefused() {
    assertThatThrownBy(() -> TenantContext.callAs("acme:contacts", () -> contacts.find("7")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(contacts.calls()).isZero();
  }

  @ApplicationScoped
  static class Contacts {
    private int calls;

    @CacheResult(cacheName = "contacts")
    String find(String id) {
      return "contact " + id + " of call " + ++calls;
    }

    @CacheResult(cacheName = "contacts")
    String findFor(@TenantId @Nullable UUID tenant, String id) {
      return "contact " + id + " of " + tenant + " of call " + ++calls;
    }

    @CacheResult(cacheName = "countries")
    String country(String code) {
      return "country " + code + " of call " + ++calls;
    }

    @CacheRemoveAll(cacheName = "contacts")
    void clear() {
      calls++;
    }

    int calls() {
      return calls;
    }
  }
}
