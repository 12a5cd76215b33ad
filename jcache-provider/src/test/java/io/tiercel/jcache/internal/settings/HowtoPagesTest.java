/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recipes name keys and variables that there are, and show settings that are read. */
class HowtoPagesTest {
  private static final Path PAGES = Path.of("..", "docs", "howto");
  private static final Pattern HOCON = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL);
  private static final Pattern VARIABLE =
      Pattern.compile("(?<!\\$\\{\\??)\\b(?:CACHE|RATE_LIMIT)_[A-Z0-9_]+");
  private static final Pattern KEY =
      Pattern.compile(
          "`(?:-D)?(?:tiercel\\.)?((?:l1|l2|stampede|rate-limit|codec|http|tenant|analytics|warm-up|caches)"
              + "\\.[a-z0-9.<>-]+|on-outage[a-z-]*|cache-on-write|monitoring-[a-z-]+)(?:\\s*=[^`]*)?`");

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files.filter(page -> page.toString().endsWith(".md")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void settings_ofThePage_areRead(Path page) throws IOException {
    for (String block : found(HOCON, page).map(block -> block.group(1)).toList()) {
      String settings =
          block
              .replace("k1:<base64 of 32 bytes>", SourcesFixture.ENCRYPTION_KEY)
              .replaceAll("\\$\\{\\w+}", "secret");
      try (SourcesFixture fixture = new SourcesFixture().file(settings)) {
        assertThatCode(fixture::read).as(block).doesNotThrowAnyException();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void names_onThePage_areThoseOfKeys(Path page) throws IOException {
    Set<String> variables =
        Keys.OF_MANAGER.stream()
            .map(Key::variable)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    assertThat(found(VARIABLE, page).map(MatchResult::group)).isSubsetOf(variables);
    assertThat(found(KEY, page).map(key -> key.group(1)))
        .allSatisfy(
            name ->
                assertThat(isKeyOrSection(name.replaceAll("<[a-z]+>", "one"))).as(name).isTrue());
  }

  private static boolean isKeyOrSection(String name) {
    return Keys.find(name) != null
        || Stream.concat(Keys.OF_MANAGER.stream(), Keys.OF_CACHE.stream().map(key -> key.of("one")))
            .anyMatch(key -> key.name().startsWith(name + "."));
  }

  private static Stream<MatchResult> found(Pattern pattern, Path page) throws IOException {
    return pattern.matcher(Files.readString(page)).results();
  }
}
