/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the manual of which a part is measured, and the rest written by hand. */
final class Page {
  private static final String BEGIN = "<!-- measured: begin -->\n";
  private static final String END = "<!-- measured: end -->\n";

  private Page() {}

  /**
   * Writes the measured part of a page, and leaves the rest as it is.
   *
   * @throws IOException if the page cannot be read or written
   * @throws IllegalStateException if the page has no place for it
   */
  static void write(Path page, String measured) throws IOException {
    String before = Files.exists(page) ? Files.readString(page) : BEGIN + END;
    int begin = before.indexOf(BEGIN);
    int end = before.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException(page + " lacks " + BEGIN.trim() + " and " + END.trim());
    }
    Files.writeString(
        page, before.substring(0, begin + BEGIN.length()) + measured + before.substring(end));
  }
}
