/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal.health;

import io.tiercel.jcache.config.FailurePolicy;
import io.tiercel.jcache.config.TiercelSettings;
import io.tiercel.monitoring.CacheAnalytics;
import io.tiercel.monitoring.CacheHealth;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * The readiness check of MicroProfile Health; the only class that names its types. A lost L2
 * degrades every node alike, so it takes none out of service, save where {@code
 * tiercel.on-outage=fail} says that the application does nothing without it. There is no liveness
 * check: nothing here is healed by a restart.
 */
@Readiness
@ApplicationScoped
public class CacheReadiness implements HealthCheck {
  private final CacheAnalytics analytics;
  private final boolean needsRemote;

  /** For the client proxy. */
  @SuppressWarnings("NullAway") // never called: a proxy hands on to the real one
  protected CacheReadiness() {
    this.analytics = null;
    this.needsRemote = false;
  }

  /** Creates the check; the CDI container does. */
  @Inject
  public CacheReadiness(CacheAnalytics analytics, TiercelSettings settings) {
    this.analytics = analytics;
    this.needsRemote =
        settings.enabled()
            && settings.remote().isPresent()
            && settings.remote().outage().onOutage() == FailurePolicy.FAIL;
  }

  @Override
  public HealthCheckResponse call() {
    CacheHealth health = analytics.health();
    return HealthCheckResponse.named("tiercel")
        .status(!needsRemote || health.l2Available())
        .withData("status", health.status().name().toLowerCase(Locale.ROOT))
        .withData("score", health.score())
        .withData("l1Available", health.l1Available())
        .withData("l2Available", health.l2Available())
        .withData("issues", String.join("; ", health.issues()))
        .build();
  }
}
