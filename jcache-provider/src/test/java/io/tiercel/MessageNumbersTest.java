/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The numbers of the messages, as the sources have them. */
final class MessageNumbersTest {
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern NUMBER = Pattern.compile("\"TIERCEL-(\\d{4})\\b");
  private static final Pattern RANGE = Pattern.compile("\\b(\\d{4}) to (\\d{4})\\b");

  @Test
  void numbers_belongToOneMessageEach() throws IOException {
    Map<String, Path> owners = new HashMap<>();
    for (Path source : sources()) {
      for (MatchResult number : find(NUMBER, source)) {
        assertThat(owners.put(number.group(1), source))
            .as("another message of number %s, besides the one in %s", number.group(1), source)
            .isNull();
      }
    }
    assertThat(owners).hasSizeGreaterThan(50);
  }

  @Test
  void numbers_standInMessagesWithinItsRange() throws IOException {
    for (Path source : sources()) {
      List<MatchResult> numbers = find(NUMBER, source);
      if (!numbers.isEmpty()) {
        assertThat(source).hasFileName("Messages.java");
        List<MatchResult> ranges = find(RANGE, source);
        assertThat(ranges).as("range in the Javadoc of %s", source).hasSize(1);
        MatchResult range = ranges.get(0);
        assertThat(numbers)
            .as("%s", source)
            .allSatisfy(
                number -> assertThat(number.group(1)).isBetween(range.group(1), range.group(2)));
      }
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static List<MatchResult> find(Pattern pattern, Path source) throws IOException {
    return pattern.matcher(Files.readString(source)).results().toList();
  }
}
