/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** All lines are measured for a moment. Nothing is said about their figures. */
final class PerformanceReportIT {
  static {
    // Other builds may run beside this one: nothing is measured, so nothing is disturbed.
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Test
  void report_ofAMoment_hasAFigureForEachLine() throws Exception {
    Path page = Path.of("target", "performance.md");
    Files.writeString(
        page, "# By hand\n<!-- measured: begin -->\nold\n<!-- measured: end -->\nend\n");
    List<Bar> bars = PerformanceReport.moment(page, System.out);
    assertThat(bars).hasSize(Comparisons.targets().size() + 1);
    assertThat(bars).allSatisfy(bar -> assertThat(bar.missing()).isNull());
    assertThat(bars).allMatch(bar -> bar.ratio() != null && bar.ratio().low() > 0);
    assertPage(Files.readString(page), bars);
    assertPlot(page.resolveSibling("performance.svg"), bars);
  }

  private static void assertPage(String text, List<Bar> bars) {
    assertThat(text)
        .startsWith("# By hand\n<!-- measured: begin -->\n![ratios](performance.svg)\n")
        .endsWith("<!-- measured: end -->\nend\n")
        .doesNotContain("\nold\n", "missing", "NaN", "Infinity");
    assertThat(text).contains(bars.stream().map(Bar::line).toList());
    List<String> rows = text.lines().filter(line -> line.startsWith("|")).toList();
    assertThat(rows).hasSize(bars.size() + 4 + 7 + 1 + 4 * 2);
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).startsWith("|---")) {
        assertTable(rows, i);
      }
    }
  }

  /** All rows of a table have the columns of its head. */
  private static void assertTable(List<String> rows, int rule) {
    long columns = columns(rows.get(rule));
    assertThat(columns(rows.get(rule - 1))).isEqualTo(columns);
    for (int i = rule + 1; i + 1 < rows.size() && !rows.get(i + 1).startsWith("|---"); i++) {
      assertThat(columns(rows.get(i))).as(rows.get(i)).isEqualTo(columns);
    }
  }

  private static long columns(String row) {
    return row.chars().filter(c -> c == '|').count();
  }

  private static void assertPlot(Path file, List<Bar> bars) throws Exception {
    Document plot = parse(Files.readString(file));
    assertThat(plot.getDocumentElement().getNodeName()).isEqualTo("svg");
    assertThat(plot.getElementsByTagName("path").getLength()).isEqualTo(bars.size());
    assertThat(plot.getElementsByTagName("rect").getLength()).isEqualTo(bars.size() + 1);
  }

  private static Document parse(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
  }

  @Test
  void line_ofAPeerThatFails_namesItMissing() throws IOException {
    Measure absent = new Measure("io.tiercel.benchmarks.NoBenchmark.hit", java.util.Map.of(), 1);
    Measurements measurements = new Measurements(Pace.MOMENT, new Progress(System.out, 1));
    measurements.take(List.of(absent), 1);
    assertThat(measurements.whyMissing(absent)).isNotEmpty();
  }
}
