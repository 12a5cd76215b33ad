/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.embedded.EmbeddedRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TckIT {
  private static final int MINUTES = 20;

  /** Which CDI container serves the annotations: the one of the class path. */
  private static final String CONTAINER = System.getProperty("tck.container", "org.jboss.weld");

  private static final Path FOLDER = Path.of("target", "tck", CONTAINER);

  static List<TckMode> modes() {
    return TckMode.chosen();
  }

  @ParameterizedTest
  @MethodSource("modes")
  void tck_everyMode_passesButForTheListedTests(TckMode mode) throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start()) {
      TckResults results = run(mode, redis.address());
      TckReport report = new TckReport(mode, results, TckReport.commands(redis));
      System.out.println(report.line("on " + CONTAINER));
      SoftAssertions softly = new SoftAssertions();
      softly
          .assertThat(results.facts())
          .containsEntry("providers", "io.tiercel.jcache.TiercelCachingProvider");
      softly.assertThat(results.facts().get("container")).startsWith(CONTAINER);
      report.check(softly);
      softly.assertAll();
    }
  }

  private static TckResults run(TckMode mode, String redisAddress)
      throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    Path file = FOLDER.resolve(mode.name().toLowerCase(Locale.ROOT) + ".results");
    Path log = FOLDER.resolve(mode.name().toLowerCase(Locale.ROOT) + ".log");
    Process program =
        new ProcessBuilder(command(mode, redisAddress, file))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(program.waitFor(MINUTES, TimeUnit.MINUTES))
          .as("ends within %d minutes, %s", MINUTES, log)
          .isTrue();
      assertThat(program.exitValue()).as("exit value, %s", log).isZero();
    } finally {
      program.destroyForcibly();
    }
    return TckResults.read(file);
  }

  private static List<String> command(TckMode mode, String redisAddress, Path file) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    mode.settings(redisAddress).forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-Dtiercel.codec.allow=" + TckRun.ALLOWED);
    command.addAll(TckRun.JVM_OPTIONS);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            TckProgram.class.getName(),
            file.toString()));
    return command;
  }
}
