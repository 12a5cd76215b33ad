/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.config.RateLimitSettings;
import io.tiercel.ratelimit.Algorithm;
import io.tiercel.ratelimit.OutagePolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The settings of rate limiting, of which the plans' keys hold a name. */
class RateLimitSettingsTest {
  private final SourcesFixture fixture = new SourcesFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void rateLimit_setInFileEnvironmentAndProperties_isRead() {
    fixture
        .file(
            """
            tiercel.rate-limit {
              window-seconds = 300
              algorithm = token-bucket
              on-outage = closed
              plans { free.max-requests = 10, pro.max-requests = 1000 }
            }
            """)
        .environment("RATE_LIMIT_MAX_REQUESTS", "200")
        .environment("RATE_LIMIT_PER_USER", "500")
        .manager("rate-limit.plans.pro.max-requests", "2000");

    assertThat(fixture.read().application().rateLimit())
        .isEqualTo(
            new RateLimitSettings(
                200,
                500L,
                Map.of("free", 10L, "pro", 2000L),
                Duration.ofMinutes(5),
                Algorithm.TOKEN_BUCKET,
                OutagePolicy.CLOSED));
  }

  @Test
  void report_plans_areToldWithTheirPlace() {
    fixture.system("tiercel.rate-limit.plans.pro.max-requests", "7");

    assertThat(ConfigurationReader.report(fixture.sources()).toString())
        .contains(
            "rate-limit.plans.pro.max-requests = 7"
                + " (system property 'tiercel.rate-limit.plans.pro.max-requests')");
  }
}
