/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.cdi.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/** Which properties of MicroProfile Config are settings. */
class MicroProfilePropertiesTest {
  private static final Set<String> KEYS = Set.of("tiercel.enabled", "tiercel.l1.ttl-seconds");

  private static Map<String, String> read(
      Map<String, String> properties, Map<String, String> environment, Set<String> system) {
    Config config =
        new SmallRyeConfigBuilder()
            .withSources(
                new PropertiesConfigSource(properties, "file", 100),
                new EnvConfigSource(environment, 300))
            .addDefaultInterceptors()
            .build();
    return new MicroProfileProperties(config, system::contains, environment::containsKey)
        .read(KEYS);
  }

  @Test
  void read_namesWithOurPrefix_areTakenWhetherKnownOrNot() {
    Map<String, String> properties =
        Map.of(
            "tiercel.enabled", "false",
            "tiercel.caches.messages.version", "v${number}",
            "tiercel.l1.max-entry", "5",
            "number", "2",
            "acme.tiercel.enabled", "x");

    assertThat(read(properties, Map.of(), Set.of()))
        .containsOnly(
            Map.entry("tiercel.enabled", "false"),
            Map.entry("tiercel.caches.messages.version", "v2"),
            Map.entry("tiercel.l1.max-entry", "5"));
  }

  @Test
  void read_variableInTheFormOfMicroProfile_countsForTheKeyThatIsAsked() {
    Map<String, String> environment =
        Map.of("TIERCEL_L1_TTL_SECONDS", "7", "TIERCEL_NOT_A_KEY", "x");

    assertThat(read(Map.of(), environment, Set.of()))
        .containsOnly(Map.entry("tiercel.l1.ttl-seconds", "7"));
  }

  @Test
  void read_unknownSystemProperty_isLeftToTheirLayer() {
    assertThat(read(Map.of("tiercel.wrong", "1"), Map.of(), Set.of("tiercel.wrong"))).isEmpty();
  }

  @Test
  void read_apiWithoutProduct_isNothing() {
    assertThat(new MicroProfileProperties(null, name -> false, name -> false).read(KEYS)).isEmpty();
  }
}
