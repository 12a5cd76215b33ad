/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs in an execution of its own, whose class path has CDI and nothing else of Jakarta EE. */
class WithoutJakartaEe {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jakarta.persistence.EntityManager",
        "jakarta.servlet.Filter",
        "jakarta.transaction.UserTransaction",
        "jakarta.ws.rs.GET",
        "org.eclipse.microprofile.config.ConfigProvider"
      })
  void classPath_hasNoJakartaEe(String type) {
    assertThatThrownBy(() -> Class.forName(type)).isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void deployment_cdiAlone_cachesAndInvalidates() throws Exception {
    try (var application = Application.of(Contacts.class)) {
      Contacts contacts = application.get(Contacts.class);
      TenantContext.callAs("acme", () -> contacts.find("7"));
      TenantContext.callAs("acme", () -> contacts.find("7"));
      assertThat(contacts.calls()).isEqualTo(1);
      TenantContext.callAs("acme", contacts::clear);
      assertThat(application.keys("acme", "contacts")).isEmpty();
    }
  }

  @ApplicationScoped
  static class Contacts {
    private final AtomicInteger calls = new AtomicInteger();

    @CacheResult(cacheName = "contacts")
    String find(String id) {
      calls.incrementAndGet();
      return "contact " + id;
    }

    @CacheRemoveAll(cacheName = "contacts")
    boolean clear() {
      return true;
    }

    int calls() {
      return calls.get();
    }
  }
}
