/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@ContainerTest
class SettingsTest {
  private static final List<String> KEYS =
      List.of("tiercel.enabled", "tiercel.cache-on-write", "tiercel.tenant.hedaer");

  @AfterEach
  void clear() {
    KEYS.forEach(System::clearProperty);
  }

  @Test
  void call_cachingIsOff_runsEachTime() throws Exception {
    System.setProperty("tiercel.enabled", "false");
    try (var application = Application.of(Contacts.class)) {
      Contacts contacts = application.get(Contacts.class);
      assertThat(TenantContext.callAs("acme", () -> contacts.find(7))).isEqualTo("call 1");
      assertThat(TenantContext.callAs("acme", () -> contacts.update(7, "new"))).isTrue();
      assertThat(TenantContext.callAs("acme", () -> contacts.find(7))).isEqualTo("call 2");
    }
  }

  @Test
  void put_cacheOnWriteIsOff_removesTheEntry() throws Exception {
    System.setProperty("tiercel.cache-on-write", "false");
    try (var application = Application.of(Contacts.class)) {
      Contacts contacts = application.get(Contacts.class);
      TenantContext.callAs("acme", () -> contacts.find(7));
      TenantContext.callAs("acme", () -> contacts.update(7, "new"));
      assertThat(application.keys("acme", "contacts")).isEmpty();
      assertThat(TenantContext.callAs("acme", () -> contacts.find(7))).isEqualTo("call 2");
    }
  }

  @Test
  void deployment_settingIsUnknown_failsNamingTheNearest() throws IOException {
    System.setProperty("tiercel.tenant.hedaer", "X-Tenant");
    assertThat(Application.problemsOf(Contacts.class))
        .contains("tiercel.tenant.hedaer")
        .contains("tenant.header");
  }

  @ApplicationScoped
  static class Contacts {
    private int calls;

    @CacheResult(cacheName = "contacts")
    String find(long id) {
      return "call " + ++calls;
    }

    @CachePut(cacheName = "contacts")
    boolean update(long id, @CacheValue String value) {
      return true;
    }
  }
}
