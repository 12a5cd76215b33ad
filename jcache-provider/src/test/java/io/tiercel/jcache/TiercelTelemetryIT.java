/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.tiercel.jcache.config.Mode;
import io.tiercel.monitoring.opentelemetry.TiercelTelemetry;
import io.tiercel.tenant.TenantCaches;
import java.util.Collection;
import java.util.Map;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The metrics as OpenTelemetry has them. */
final class TiercelTelemetryIT {
  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
          .build();

  @AfterEach
  void close() {
    telemetry.close();
  }

  @Test
  void metrics_ofEachSeries_areTheCounts() {
    try (Node node = Node.builder(Mode.LOCAL).open()) {
      TenantCaches caches = TenantCaches.of(node.manager());
      Cache<Object, Object> contacts = caches.cache("acme", "contacts");
      contacts.put("k", "v");
      contacts.get("k");
      contacts.get("k");
      contacts.get("x");
      caches.invalidate("acme", "contacts");
      TiercelTelemetry registered = TiercelTelemetry.register(telemetry, node.manager());
      try (registered) {
        Collection<MetricData> metrics = reader.collectAllMetrics();
        assertThat(count(metrics, "cache.gets", Map.of("tier", "l1", "result", "hit")))
            .isEqualTo(2);
        assertThat(count(metrics, "cache.gets", Map.of("tier", "l1", "result", "miss")))
            .isEqualTo(1);
        assertThat(count(metrics, "cache.invalidations", Map.of("reason", "manual"))).isEqualTo(1);
        assertThat(metric(metrics, "cache.tier.available").getLongGaugeData().getPoints())
            .extracting(
                point -> point.getAttributes().get(stringKey("tier")), LongPointData::getValue)
            .containsExactlyInAnyOrder(tuple("l1", 1L), tuple("l2", 0L));
        assertThat(metric(metrics, "cache.health.score").getLongGaugeData().getPoints())
            .singleElement()
            .satisfies(point -> assertThat(point.getValue()).isEqualTo(100));
        assertThat(metric(metrics, "cache.latency").getDoubleGaugeData().getPoints()).hasSize(15);
      }
      assertThat(reader.collectAllMetrics()).as("after it was closed").isEmpty();
    }
  }

  private static long count(
      Collection<MetricData> metrics, String name, Map<String, String> labels) {
    var expected = Attributes.builder().put("cache", "contacts").put("tenant", "acme");
    labels.forEach(expected::put);
    Attributes attributes = expected.build();
    return metric(metrics, name).getLongSumData().getPoints().stream()
        .filter(point -> point.getAttributes().equals(attributes))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static MetricData metric(Collection<MetricData> metrics, String name) {
    return metrics.stream().filter(each -> each.getName().equals(name)).findFirst().orElseThrow();
  }
}
