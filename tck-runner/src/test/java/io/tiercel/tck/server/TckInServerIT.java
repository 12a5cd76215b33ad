/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck.server;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.tck.TckMode;
import io.tiercel.tck.TckReport;
import io.tiercel.tck.TckResults;
import io.tiercel.tck.TckRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole TCK in a server's JVM, deployed as an application, once in each mode. */
@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class TckInServerIT {
  private final String name = System.getProperty("server");
  private final Path results = Path.of("target", "tck", name);
  private AppServer server;

  static List<TckMode> modes() {
    return TckMode.chosen();
  }

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Files.createDirectories(results);
    List<String> options = new ArrayList<>(TckRun.JVM_OPTIONS);
    options.add("-Xmx512m");
    ServerKind.Launch launch =
        ServerKind.valueOf(name.toUpperCase(Locale.ROOT))
            .prepare(Path.of(System.getProperty("server.home")), folder, options);
    server = AppServer.start(launch, results.resolve("server.log"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource("modes")
  void tck_everyMode_passesAsItDoesOutside(TckMode mode) throws IOException {
    String application = "tck-" + mode.name().toLowerCase(Locale.ROOT);
    try (EmbeddedRedis redis = EmbeddedRedis.start()) {
      Path file = results.resolve(application + ".results");
      long seconds;
      try (var deployed =
          server.deploy(TckWar.write(mode, redis.address(), results), TckWar.READY)) {
        long begin = System.nanoTime();
        deployed.download("tck", file);
        seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
      }
      TckReport report = new TckReport(mode, TckResults.read(file), TckReport.commands(redis));
      String where =
          "in %s on JDK %s"
              .formatted(
                  report.results().facts().get("server"), report.results().facts().get("java"));
      System.out.println(report.line(where) + ", seconds " + seconds);
      SoftAssertions softly = new SoftAssertions();
      softly.assertThat(report.results().facts()).containsEntry("container from", "server");
      report.check(softly);
      softly.assertAll();
    }
  }
}
