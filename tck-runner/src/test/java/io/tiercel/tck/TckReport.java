/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck;

import io.tiercel.embedded.EmbeddedRedis;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;

/**
 * What one run came to, and what it had to come to; the same wherever the TCK runs.
 *
 * @param mode the mode that the provider was to be in
 * @param results what the run wrote
 * @param commands how many commands for entries Redis has seen
 */
public record TckReport(TckMode mode, TckResults results, long commands) {
  private static final int TESTS = 493;
  private static final int ANNOTATION_TESTS = 12;
  private static final String ANNOTATIONS = "org.jsr107.tck.annotation.";

  private static final Pattern CALLS =
      Pattern.compile("cmdstat_(?:eval|evalsha|get|mget|set)[^:]*:calls=(\\d+)");

  private static final Map<String, String> FACTS =
      Map.of(
          "javax.cache.CacheManager", "true",
          "javax.cache.Cache", "true",
          "javax.cache.Cache.Entry", "true");

  /** How many commands for entries a server has seen since it was started. */
  public static long commands(EmbeddedRedis redis) {
    return CALLS
        .matcher(redis.info("commandstats"))
        .results()
        .map(MatchResult::group)
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf('=') + 1)))
        .sum();
  }

  /** How many of the tests of annotations ran and passed. */
  public long annotationTests() {
    return results.passed().stream().filter(test -> test.startsWith(ANNOTATIONS)).count();
  }

  /** The figures in one line. */
  public String line(String where) {
    return String.format(
        Locale.ROOT,
        "TCK %s %s: run %d, passed %d, not yet %d, excluded %d, annotations %d, Redis commands %d",
        mode.name().toLowerCase(Locale.ROOT),
        where,
        results.executions(),
        results.passed().size(),
        results.failed().size(),
        results.excluded().size(),
        annotationTests(),
        commands);
  }

  /** Fails unless every test ran, and passed but for those that are listed. */
  public void check(SoftAssertions softly) throws IOException {
    TestList known = TestList.read("known-failures.txt", mode);
    TestList excluded = TestList.read("excluded.txt", mode);
    softly.assertThat(results.executions()).as("executions").isGreaterThanOrEqualTo(TESTS);
    softly.assertThat(results.names()).as("tests").isEqualTo(TckTests.names());
    softly.assertThat(results.facts()).containsAllEntriesOf(FACTS);
    softly.assertThat(results.facts()).containsEntry("mode", mode.name());
    softly.assertThat(annotationTests()).as("annotation tests").isEqualTo(ANNOTATION_TESTS);
    softly.assertThat(results.facts().get("origin")).as("the provider's jar").contains(".jar");
    softly.assertThat(commands > 0).as("Redis was used").isEqualTo(mode.usesRedis());
    softly.assertThat(known.differences(results.failed())).isEmpty();
    softly.assertThat(excluded.differences(results.excluded())).isEmpty();
  }
}
