/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** A checked-in list of tests and reasons, one {@code modes | test | reason} a line. */
record TestList(String resource, Map<String, String> reasons) {
  /** The tests that the resource lists for the mode. */
  static TestList read(String resource, TckMode mode) throws IOException {
    Map<String, String> reasons = new TreeMap<>();
    for (String line : text(resource).lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] columns = line.split("\\|", -1);
      Assertions.assertThat(columns).as("%s: modes | test | reason: %s", resource, line).hasSize(3);
      boolean listed =
          Arrays.stream(columns[0].split(",", -1))
              .map(name -> TckMode.valueOf(name.strip().toUpperCase(Locale.ROOT)))
              .anyMatch(mode::equals);
      if (listed) {
        String previous = reasons.put(columns[1].strip(), columns[2].strip());
        Assertions.assertThat(previous).as("%s: listed twice: %s", resource, line).isNull();
      }
    }
    return new TestList(resource, reasons);
  }

  /**
   * A line for each test that is found and not listed, and for each that is listed and not found.
   */
  List<String> differences(Map<String, String> found) {
    Stream<String> unlisted =
        found.entrySet().stream()
            .filter(test -> !reasons.containsKey(test.getKey()))
            .map(test -> "not in " + resource + ": " + test.getKey() + ": " + test.getValue());
    Stream<String> obsolete =
        reasons.keySet().stream()
            .filter(test -> !found.containsKey(test))
            .map(test -> "to be taken off " + resource + ": " + test);
    return Stream.concat(unlisted, obsolete).toList();
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = TestList.class.getResourceAsStream("/" + resource)) {
      Assertions.assertThat(in).as(resource).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
