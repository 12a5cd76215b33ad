/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.admin;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tiercel.monitoring.micrometer.TiercelMetrics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import javax.cache.CacheManager;

/** The metrics of the caches as Prometheus reads them. */
@ApplicationScoped
public class PrometheusText {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** For the client proxy. */
  protected PrometheusText() {}

  /** Creates the registry; the CDI container does. */
  @Inject
  public PrometheusText(CacheManager manager) {
    new TiercelMetrics(manager).bindTo(registry);
  }

  /** Returns the metrics. */
  public String scrape() {
    return registry.scrape();
  }

  @PreDestroy
  void close() {
    registry.close();
  }
}
