/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.tiercel.cdi.internal.TiercelExtension;
import io.tiercel.tenant.TenantCaches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import org.junit.jupiter.api.Test;

/** The metrics of an application whose server brings OpenTelemetry. */
final class TelemetryTest {
  private static final InMemoryMetricReader READER = InMemoryMetricReader.create();

  /** What MicroProfile Telemetry brings. */
  @ApplicationScoped
  static class Server {
    @Produces
    OpenTelemetry telemetry() {
      return OpenTelemetrySdk.builder()
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(READER).build())
          .build();
    }
  }

  @Test
  void application_withOpenTelemetry_tellsItUntilItsEnd() {
    try (SeContainer application = boot(Server.class)) {
      application.select(TenantCaches.class).get().cache("acme", "contacts").put("k", "v");
      assertThat(READER.collectAllMetrics())
          .extracting(MetricData::getName)
          .contains("cache.puts", "cache.gets", "cache.latency");
    }
    assertThat(READER.collectAllMetrics()).isEmpty();
  }

  @Test
  void application_without_starts() {
    try (SeContainer application = boot(TelemetryTest.class)) {
      assertThat(application.select(OpenTelemetry.class).isResolvable()).isFalse();
      assertThat(application.select(TenantCaches.class).get().cache("acme", "r")).isNotNull();
    }
  }

  private static SeContainer boot(Class<?> bean) {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addBeanClasses(bean)
        .addExtensions(new TiercelExtension())
        .initialize();
  }
}
