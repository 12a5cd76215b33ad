/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.cdi.internal.tenant.RequestTrace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ContainerTest
class TenantResolverTest {
  @AfterEach
  void endRequest() {
    RequestTrace.bind(null);
  }

  @Test
  void call_applicationHasAResolver_asksItInsteadOfTheHeader() throws Exception {
    try (var application = Application.of(Contacts.class, Initech.class)) {
      RequestTrace.bind(Requests.withHeaders(Map.of("X-Tenant", "acme")::get, null));
      application.get(Contacts.class).find("7");
      TenantContext.callAs("globex", () -> application.get(Contacts.class).find("8"));
      assertThat(application.keys("initech", "contacts")).containsExactly(List.of("7"));
      assertThat(application.keys("globex", "contacts")).containsExactly(List.of("8"));
    }
  }

  @Test
  void call_resolverLivesInARequestAndThereIsNone_fails() {
    try (var application = Application.of(Contacts.class, OfRequest.class)) {
      assertThatThrownBy(() -> application.get(Contacts.class).find("7"))
          .isInstanceOf(TenantRequiredException.class)
          .hasMessageContaining("cache 'contacts'");
    }
  }

  @Test
  void deployment_twoResolvers_fails() throws IOException {
    assertThat(Application.problemsOf(Contacts.class, Initech.class, Umbrella.class))
        .contains(TenantResolver.class.getName())
        .containsIgnoringCase("ambiguous");
  }

  @ApplicationScoped
  static class Initech implements TenantResolver {
    @Override
    public String findTenant() {
      return "initech";
    }
  }

  @Dependent
  static class Umbrella implements TenantResolver {
    @Override
    public String findTenant() {
      return "umbrella";
    }
  }

  /** Behaves as the client proxy of a request scoped resolver does on a thread of its own. */
  @ApplicationScoped
  static class OfRequest implements TenantResolver {
    @Override
    public String findTenant() {
      throw new ContextNotActiveException("no request");
    }
  }

  @ApplicationScoped
  static class Contacts {
    @CacheResult(cacheName = "contacts")
    String find(String id) {
      return "contact " + id;
    }
  }
}
