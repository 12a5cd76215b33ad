/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A Markdown table; all columns but the first hold figures. */
final class Table {
  private final int columns;
  private final StringBuilder text = new StringBuilder();

  Table(String... titles) {
    columns = titles.length;
    row(titles);
    List<String> rule = new ArrayList<>(Collections.nCopies(columns, "--:"));
    rule.set(0, "---");
    row(rule.toArray(String[]::new));
  }

  Table row(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(Messages.badRow(columns, cells.length));
    }
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    return this;
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing();
  }
}
