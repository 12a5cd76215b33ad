/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.cdi.internal.AnnotatedCalls;
import io.tiercel.cdi.internal.CacheInterceptor;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.tenant.TenantCaches;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.InvocationContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Map;
import javax.cache.CacheManager;
import javax.cache.annotation.CacheResult;
import org.jspecify.annotations.Nullable;
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

  @Test
  void interceptor_passivatedAfterACall_servesTheNext() throws Exception {
    try (var application = Application.of(Injected.class)) {
      var interceptor = new CacheInterceptor.OfResult(application.get(AnnotatedCalls.class));
      assertThat(interceptor.around(new Uncached())).isEqualTo("answer");
      var bytes = new ByteArrayOutputStream();
      try (var out = new ObjectOutputStream(bytes)) {
        out.writeObject(interceptor);
      }
      try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        CacheInterceptor activated = (CacheInterceptor) in.readObject();
        assertThat(activated.around(new Uncached())).isEqualTo("answer");
      }
    }
  }

  /** A call of a method that has no annotation. */
  private record Uncached() implements InvocationContext {
    @Override
    public Method getMethod() {
      try {
        return Object.class.getMethod("toString");
      } catch (NoSuchMethodException impossible) {
        throw new AssertionError(impossible);
      }
    }

    @Override
    public Object proceed() {
      return "answer";
    }

    @Override
    public Object getTarget() {
      return this;
    }

    @Override
    public @Nullable Object getTimer() {
      return null;
    }

    @Override
    public @Nullable Constructor<?> getConstructor() {
      return null;
    }

    @Override
    public Object[] getParameters() {
      return new Object[0];
    }

    @Override
    public void setParameters(Object[] parameters) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Object> getContextData() {
      return Map.of();
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
