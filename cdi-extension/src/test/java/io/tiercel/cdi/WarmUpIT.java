/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.embedded.EmbeddedRedis;
import org.junit.jupiter.api.Test;

/** Of several nodes one warms the caches of a tenant. */
class WarmUpIT {
  private static final String ADDRESS = "tiercel.l2.address";

  @Test
  void start_ofAnotherNode_leavesOutWhatOneHasWarmed() throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start()) {
      System.setProperty(ADDRESS, redis.address());
      assertThat(runsOfANode()).isEqualTo(2);
      assertThat(runsOfANode()).isZero();
    } finally {
      System.clearProperty(ADDRESS);
    }
  }

  private static int runsOfANode() throws Exception {
    try (var application =
        Application.of(
            WarmUpTest.Directory.class, WarmUpTest.Warmer.class, WarmUpTest.Source.class)) {
      WarmUpTest.awaitDone(application);
      assertThat(application.caches().cache("acme", "contacts").get("7"))
          .isEqualTo("contact of acme");
      return application.get(WarmUpTest.Warmer.class).runs().size();
    }
  }
}
