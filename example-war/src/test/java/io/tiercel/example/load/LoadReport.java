/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes what a run measured into the report: between {@code <!-- name -->} and {@code <!-- end
 * -->} stands what is measured, all other text is written by hand and stays. The plots lie beside
 * it.
 */
final class LoadReport {
  private final LoadPlan plan;
  private final LoadResults results;

  LoadReport(LoadPlan plan, LoadResults results) {
    this.plan = plan;
    this.results = results;
  }

  /** Writes the report, which must have a place for each section, and its plots. */
  void write(Path report) {
    try {
      String text = Files.readString(report);
      for (Map.Entry<String, String> section : sections().entrySet()) {
        text = replaced(report, text, section.getKey(), section.getValue());
      }
      Files.writeString(report, text);
      for (Map.Entry<String, String> plot : plots().entrySet()) {
        Files.writeString(report.resolveSibling(plot.getKey()), plot.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is measured, by the name of its place. */
  Map<String, String> sections() {
    Map<String, String> sections = new LinkedHashMap<>();
    LatencyTables latency = new LatencyTables(plan, results);
    MixTables mix = new MixTables(results);
    sections.put("environment", "- " + String.join("\n- ", results.facts()));
    sections.put("targets", new Targets(plan, results).table());
    sections.put("latency", latency.cells());
    sections.put("misses", latency.misses());
    sections.put("floor", latency.floors());
    sections.put("mix", mix.statements());
    sections.put("hits", mix.hits());
    sections.put("cost", mix.cost());
    sections.put("plans", plans());
    return sections;
  }

  /** The plots, by the name of their file. */
  Map<String, String> plots() {
    return Map.of(
        "end-to-end-latency.svg", new LatencyPlot(plan, results).svg(),
        "end-to-end-hits.svg", new HitsPlot(results).svg());
  }

  private String plans() {
    StringBuilder text = new StringBuilder();
    for (Explained explained : results.plans()) {
      text.append("<details><summary>")
          .append(explained.endpoint().title())
          .append("</summary>\n\n```sql\n")
          .append(explained.statement())
          .append("\n```\n\n```\n")
          .append(explained.plan())
          .append("\n```\n\n</details>\n\n");
    }
    return text.toString().stripTrailing();
  }

  private static String replaced(Path report, String text, String name, String content) {
    String begin = "<!-- " + name + " -->\n";
    String end = "\n<!-- end -->";
    int from = text.indexOf(begin);
    int to = from < 0 ? -1 : text.indexOf(end, from + begin.length() - 1);
    if (to < 0 || text.indexOf(begin, from + 1) >= 0) {
      throw new IllegalStateException(Messages.noPlace(report, name));
    }
    return text.substring(0, from + begin.length()) + content + text.substring(to);
  }
}
