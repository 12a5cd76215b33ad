/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.cdi.CacheHealthChanged;
import io.tiercel.cdi.internal.TiercelExtension;
import io.tiercel.cdi.internal.health.CacheReadiness;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.monitoring.CacheAnalytics;
import io.tiercel.monitoring.CacheHealth.Status;
import io.tiercel.tenant.TenantCaches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.spi.HealthCheckResponseProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The event of a changed health, and the check that the server asks. */
class HealthEventTest {
  private static final String INTERVAL = "tiercel.analytics.interval-seconds";

  /** Keeps the events. */
  @ApplicationScoped
  static class Alerts {
    static final List<CacheHealthChanged> HEARD = new CopyOnWriteArrayList<>();

    void hear(@Observes CacheHealthChanged event) {
      HEARD.add(event);
      throw new IllegalStateException("an alert that fails");
    }
  }

  @BeforeEach
  void chooseSeconds() {
    System.setProperty(INTERVAL, "1");
    HealthCheckResponse.setResponseProvider(new Responses());
    Alerts.HEARD.clear();
  }

  @AfterEach
  void clear() {
    System.clearProperty(INTERVAL);
    System.clearProperty("tiercel.l2.address");
    System.clearProperty("tiercel.on-outage");
    HealthCheckResponse.setResponseProvider(null);
  }

  @Test
  void status_changes_isFiredAndTheCollectionGoesOn() {
    try (SeContainer application = boot()) {
      Cache<Object, Object> cache =
          application.select(TenantCaches.class).get().cache("acme", "contacts");
      CacheAnalytics analytics = application.select(CacheAnalytics.class).get();
      analytics.collect();
      for (int i = 0; i < 1000; i++) {
        cache.get(i);
      }
      await().until(() -> Alerts.HEARD.size() == 1);
      CacheHealthChanged event = Alerts.HEARD.get(0);
      assertThat(event.before().status()).isEqualTo(Status.HEALTHY);
      assertThat(event.now().status()).isEqualTo(Status.CRITICAL);
      assertThat(event.now().issues()).contains("Low hit rate: 0.00 of 100 reads");
      cache.put("k", "v");
      for (int i = 0; i < 20_000; i++) {
        cache.get("k");
      }
      await().until(() -> Alerts.HEARD.size() == 2);
    }
  }

  @Test
  void readiness_remoteGone_staysUpUnlessTheApplicationNeedsIt() {
    System.setProperty("tiercel.l2.address", "redis://127.0.0.1:1");
    try (SeContainer application = boot()) {
      HealthCheckResponse response = readiness(application);
      assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
      assertThat(response.getData().orElseThrow())
          .containsEntry("status", "degraded")
          .containsEntry("score", 60L)
          .containsEntry("l2Available", false);
    }
    System.setProperty("tiercel.on-outage", "fail");
    try (SeContainer application = boot()) {
      assertThat(readiness(application).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }
  }

  @Test
  void readiness_localCaches_isUp() {
    try (SeContainer application = boot()) {
      assertThat(readiness(application).getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
      assertThat(
              application.select(CacheReadiness.class, Readiness.Literal.INSTANCE).isResolvable())
          .isTrue();
    }
  }

  private static HealthCheckResponse readiness(SeContainer application) {
    assertThat(application.select(CacheManager.class).get()).isNotNull();
    return new CacheReadiness(
            application.select(CacheAnalytics.class).get(),
            application.select(TiercelSettings.class).get())
        .call();
  }

  private static SeContainer boot() {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addBeanClasses(Alerts.class)
        .addExtensions(new TiercelExtension())
        .initialize();
  }

  /** What a server brings. */
  private static final class Responses implements HealthCheckResponseProvider {
    @Override
    public HealthCheckResponseBuilder createResponseBuilder() {
      return new Builder();
    }
  }

  private static final class Builder extends HealthCheckResponseBuilder {
    private final Map<String, Object> data = new HashMap<>();
    private String name = "";
    private boolean up;

    @Override
    public HealthCheckResponseBuilder name(String given) {
      name = given;
      return this;
    }

    @Override
    public HealthCheckResponseBuilder withData(String key, String value) {
      data.put(key, value);
      return this;
    }

    @Override
    public HealthCheckResponseBuilder withData(String key, long value) {
      data.put(key, value);
      return this;
    }

    @Override
    public HealthCheckResponseBuilder withData(String key, boolean value) {
      data.put(key, value);
      return this;
    }

    @Override
    public HealthCheckResponseBuilder up() {
      return status(true);
    }

    @Override
    public HealthCheckResponseBuilder down() {
      return status(false);
    }

    @Override
    public HealthCheckResponseBuilder status(boolean isUp) {
      up = isUp;
      return this;
    }

    @Override
    public HealthCheckResponse build() {
      return new HealthCheckResponse(
          name,
          up ? HealthCheckResponse.Status.UP : HealthCheckResponse.Status.DOWN,
          Optional.of(data));
    }
  }
}
