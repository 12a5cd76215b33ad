/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.spi.LoadingCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Caches that are injected by the names of their resources. */
@ContainerTest
class InjectionTest {
  @Nested
  class Right {
    private final Application application = Application.of(Contacts.class);
    private final Contacts contacts = application.get(Contacts.class);

    @AfterEach
    void close() {
      application.close();
    }

    @Test
    void call_reachesTheCacheOfTheTenantOfTheCall() throws Exception {
      as("acme", () -> contacts.store("7", "acme's"));
      as("globex", () -> contacts.store("7", "globex's"));
      assertThat(application.caches().cache("acme", "contacts").get("7")).isEqualTo("acme's");
      assertThat(as("globex", () -> contacts.cache.get("7"))).isEqualTo("globex's");
      assertThat(as("acme", () -> contacts.loading.get("8", () -> "loaded"))).isEqualTo("loaded");
      assertThat(as("acme", () -> contacts.cache.getName())).isEqualTo("acme:contacts");
      as(
          "acme",
          () -> {
            contacts.cache.clear();
            return true;
          });
      assertThat(application.keys("acme", "contacts")).isEmpty();
      assertThat(application.keys("globex", "contacts")).hasSize(1);
    }

    @Test
    void call_noTenant_failsAndNamesTheInjectionPoint() {
      assertThatThrownBy(() -> contacts.cache.get("7"))
          .isInstanceOf(TenantRequiredException.class)
          .hasMessageContaining(Contacts.class.getName() + ".cache");
    }

    @Test
    void call_sharedResource_needsNoTenant() {
      contacts.countries.put("nl", "Netherlands");
      assertThat(application.keys(null, "countries")).hasSize(1);
    }

    @Test
    void call_failsInTheCache_throwsThatVeryException() {
      assertThatThrownBy(
              () ->
                  as(
                      "acme",
                      () ->
                          contacts.loading.get(
                              "9",
                              () -> {
                                throw new IOException("no database");
                              })))
          .isExactlyInstanceOf(IOException.class);
    }

    @Test
    void close_isRefused() throws Exception {
      assertThatThrownBy(
              () ->
                  as(
                      "acme",
                      () -> {
                        contacts.cache.close();
                        return true;
                      }))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("TIERCEL-4204 cache 'contacts'");
      assertThat(as("acme", () -> contacts.cache.isClosed())).isFalse();
    }

    @Test
    void object_isEqualToItselfAlone() {
      assertThat(Map.of(contacts.cache, 1)).containsKey(contacts.cache);
      assertThat(contacts.cache).isNotEqualTo(contacts.loading);
      assertThat(contacts.cache.toString()).contains("'contacts'");
    }
  }

  @Test
  void deployment_wrongInjectionPoints_areProblemsTogether() throws IOException {
    assertThat(Application.problemsOf(Wrong.class))
        .contains("problems=2")
        .contains("TIERCEL-4203 " + Wrong.class.getName() + ".blank")
        .contains("TIERCEL-4203 " + Wrong.class.getName() + ".tenants")
        .contains("value='acme:contacts'");
  }

  @Test
  void deployment_noCacheType_isAProblem() throws IOException {
    assertThat(Application.problemsOf(NoCache.class)).contains("CacheName");
  }

  private static <V> V as(String tenant, Callable<V> call) throws Exception {
    return TenantContext.callAs(tenant, call);
  }

  @Dependent
  static class Contacts {
    @Inject
    @CacheName("contacts")
    Cache<String, String> cache;

    @Inject
    @CacheName("contacts")
    LoadingCache<String, String> loading;

    private final Cache<String, String> countries;

    @Inject
    Contacts(@CacheName("countries") Cache<String, String> countries) {
      this.countries = countries;
    }

    boolean store(String id, String name) {
      cache.put(id, name);
      return true;
    }
  }

  @ApplicationScoped
  static class Wrong {
    @Inject
    @CacheName(" ")
    Cache<String, String> blank;

    @Inject
    @CacheName("acme:contacts")
    Cache<String, String> tenants;
  }

  @ApplicationScoped
  static class NoCache {
    @Inject
    @CacheName("contacts")
    String contacts;
  }
}
