/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.junit.jupiter.api.Test;

/** What a process that opens a manager says by itself, for what stands in its environment. */
class StartMessageIT {
  @Test
  void open_restVariablesAlone_saysOnceWhatToSet() throws Exception {
    assertThat(
            saidWith(
                Map.of(
                    "UPSTASH_REDIS_REST_URL", "https://one.upstash.io",
                    "UPSTASH_REDIS_REST_TOKEN", "secret")))
        .containsOnlyOnce("TIERCEL-1169")
        .contains("set REDIS_URL=rediss://default:<password>@one.upstash.io:6379")
        .doesNotContain("secret")
        .contains("opened");
  }

  @Test
  void open_nothingSet_saysNothing() throws Exception {
    assertThat(saidWith(Map.of()).strip()).isEqualTo("opened");
  }

  private static String saidWith(Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Opening.class.getName())
            .redirectErrorStream(true);
    java.environment().keySet().removeIf(name -> name.matches("REDIS_URL|JAVA_TOOL_OPTIONS"));
    java.environment().putAll(environment);
    Process process = java.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  /** Opens the default manager, and ends. */
  static final class Opening {
    public static void main(String[] arguments) {
      try (CacheManager manager = Caching.getCachingProvider().getCacheManager()) {
        System.out.println(manager.isClosed() ? "closed" : "opened");
      }
    }
  }
}
