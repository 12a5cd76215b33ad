/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.tenant.TenantCaches;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import javax.cache.CacheManager;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.Test;

@ContainerTest
class ApplicationLifecycleTest {
  @Test
  void injection_managerCachesAndSettings_belongTogether() {
    try (var application = Application.of(Injected.class)) {
      Injected injected = application.get(Injected.class);
      assertThat(injected.manager.getCachingProvider().getClass().getName())
          .isEqualTo("io.tiercel.jcache.TiercelCachingProvider");
      assertThat(injected.manager.getClassLoader()).isSameAs(getClass().getClassLoader());
      assertThat(injected.settings.application().tenant().header()).isEqualTo("X-Tenant");
      injected.caches.put("acme", "contacts", "7", "contact 7");
      assertThat(TenantCaches.of(injected.manager).cache("acme", "contacts").get("7"))
          .isEqualTo("contact 7");
    }
  }

  @Test
  void shutdown_closesTheManager() {
    CacheManager manager;
    try (var application = Application.of(Injected.class)) {
      // The provider's own object: a client proxy says nothing once its container is gone.
      manager =
          application
              .get(CacheManager.class)
              .getCachingProvider()
              .getCacheManager(null, getClass().getClassLoader());
      assertThat(manager.isClosed()).isFalse();
    }
    assertThat(manager.isClosed()).isTrue();
  }

  @Test
  void deployment_sessionScopedBeanWithAnnotations_isPassivationCapable() {
    try (var application = Application.of(Cart.class)) {
      assertThat(application.get(Cart.class)).isNotNull();
    }
  }

  @Dependent
  static class Injected {
    @Inject CacheManager manager;
    @Inject TenantCaches caches;
    @Inject TiercelSettings settings;
  }

  @SessionScoped
  static class Cart implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject CacheManager manager;
    @Inject TenantCaches caches;

    @CacheResult(cacheName = "carts")
    String find(long id) {
      return "cart " + id;
    }
  }
}
