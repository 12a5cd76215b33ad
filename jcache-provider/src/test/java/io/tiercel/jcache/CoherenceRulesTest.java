/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of docs/internals/coherence.md names the tests that bear its number. */
final class CoherenceRulesTest {
  private static final Path PAGE = Path.of("..", "docs", "internals", "coherence.md");
  private static final Path TESTS = Path.of("src", "test", "java");
  private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+(?:Test|IT))`");

  static Stream<Integer> rules() {
    return IntStream.rangeClosed(1, 15).boxed();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rule_each_namesTestsThatBearItsNumber(int rule) throws IOException {
    String row =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| R" + rule + " |"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no row of R" + rule));
    List<String> classes =
        TEST_CLASS.matcher(row).results().map((MatchResult found) -> found.group(1)).toList();
    assertThat(classes).as(row).isNotEmpty();
    assertThat(classes)
        .allSatisfy(name -> assertThat(source(name)).contains("void r" + rule + "_"));
  }

  private static String source(String testClass) throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      return files
          .filter(file -> file.endsWith(testClass + ".java"))
          .map(CoherenceRulesTest::read)
          .findFirst()
          .orElseThrow(() -> new AssertionError("no test " + testClass));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
