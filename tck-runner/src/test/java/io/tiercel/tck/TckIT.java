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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TckIT {
  private static final int TESTS = 493;
  private static final int MINUTES = 20;

  /** Which CDI container serves the annotations: the one of the class path. */
  private static final String CONTAINER = System.getProperty("tck.container", "org.jboss.weld");

  private static final Path FOLDER = Path.of("target", "tck", CONTAINER);
  private static final Pattern CALLS =
      Pattern.compile("cmdstat_(?:eval|evalsha|get|mget|set)[^:]*:calls=(\\d+)");

  private static final String ANNOTATIONS = "org.jsr107.tck.annotation.";

  private static final Map<String, String> FACTS =
      Map.of(
          "providers", "io.tiercel.jcache.TiercelCachingProvider",
          "javax.cache.CacheManager", "true",
          "javax.cache.Cache", "true",
          "javax.cache.Cache.Entry", "true");

  static List<TckMode> modes() {
    String only = System.getProperty("tck.modes");
    return only == null ? List.of(TckMode.values()) : List.of(TckMode.valueOf(only));
  }

  @ParameterizedTest
  @MethodSource("modes")
  void tck_everyMode_passesButForTheListedTests(TckMode mode) throws Exception {
    try (EmbeddedRedis redis = EmbeddedRedis.start()) {
      TckResults results = run(mode, redis.address());
      TestList known = TestList.read("known-failures.txt", mode);
      TestList excluded = TestList.read("excluded.txt", mode);
      long commands = dataCommands(redis);
      System.out.printf(
          Locale.ROOT,
          "TCK %s on %s: run %d, passed %d, not yet %d, excluded %d, Redis commands %d%n",
          mode.name().toLowerCase(Locale.ROOT),
          CONTAINER,
          results.executions(),
          results.passed().size(),
          results.failed().size(),
          results.excluded().size(),
          commands);
      SoftAssertions.assertSoftly(
          softly -> {
            softly.assertThat(results.executions()).as("executions").isGreaterThanOrEqualTo(TESTS);
            softly.assertThat(results.facts()).containsAllEntriesOf(FACTS);
            softly.assertThat(results.facts()).containsEntry("mode", mode.name());
            softly.assertThat(results.facts().get("container")).startsWith(CONTAINER);
            softly
                .assertThat(results.passed())
                .filteredOn(test -> test.startsWith(ANNOTATIONS))
                .hasSize(12);
            softly
                .assertThat(results.facts().get("origin"))
                .as("the provider's jar")
                .endsWith(".jar");
            softly.assertThat(commands > 0).as("Redis was used").isEqualTo(mode.usesRedis());
            softly.assertThat(known.differences(results.failed())).isEmpty();
            softly.assertThat(excluded.differences(results.excluded())).isEmpty();
          });
    }
  }

  private static long dataCommands(EmbeddedRedis redis) {
    return CALLS
        .matcher(redis.info("commandstats"))
        .results()
        .map(MatchResult::group)
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1)))
        .sum();
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
    command.addAll(mode.properties(redisAddress));
    command.addAll(
        List.of(
            "-Dtiercel.codec.allow=org.jsr107.tck.**,domain.**",
            "-Djavax.cache.CacheManager=io.tiercel.jcache.internal.TiercelCacheManager",
            "-Djavax.cache.Cache=io.tiercel.jcache.internal.TieredCache",
            "-Djavax.cache.Cache.Entry=io.tiercel.jcache.internal.entry.SimpleEntry",
            "-Dorg.jsr107.tck.support.server.address=127.0.0.1",
            "-Djava.net.preferIPv4Stack=true",
            "-cp",
            System.getProperty("java.class.path"),
            TckProgram.class.getName(),
            file.toString()));
    return command;
  }
}
