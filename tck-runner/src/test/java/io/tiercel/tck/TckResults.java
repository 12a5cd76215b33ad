/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one run of the TCK came to.
 *
 * @param facts what the run said about the provider, by name
 * @param passed the tests that ran and passed
 * @param excluded the tests that count as passed for JUnit, but did not run
 * @param failed the other tests, with the first line of the reason
 */
public record TckResults(
    Map<String, String> facts,
    Set<String> passed,
    Map<String, String> excluded,
    Map<String, String> failed) {
  /** Reads {@code kind TAB name TAB text} lines. */
  public static TckResults read(Path file) throws IOException {
    TckResults results =
        new TckResults(new TreeMap<>(), new TreeSet<>(), new TreeMap<>(), new TreeMap<>());
    for (String line : Files.readAllLines(file)) {
      String[] columns = line.split("\t", 3);
      switch (columns[0]) {
        case "FACT" -> results.facts.put(columns[1], columns[2]);
        case "PASSED" -> results.passed.add(columns[1]);
        case "EXCLUDED" -> results.excluded.put(columns[1], columns[2]);
        case "FAILED" -> results.failed.put(columns[1], columns[2]);
        default -> throw new IOException("unknown line: " + line);
      }
    }
    return results;
  }

  /** The tests that were reported, whatever came of them. */
  Set<String> names() {
    Set<String> all = new TreeSet<>(passed);
    all.addAll(excluded.keySet());
    all.addAll(failed.keySet());
    return all;
  }

  int executions() {
    return passed.size() + excluded.size() + failed.size();
  }
}
