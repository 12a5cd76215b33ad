/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report, from figures that are known. */
class LoadReportTest {
  private static final Path REPORT = Path.of("..", "docs", "reference", "end-to-end.md");
  private static final String SELECT = "SELECT ID FROM contacts WHERE (tenant_id = $1)";

  private final LoadPlan plan =
      new LoadPlan(
          new LoadPlan.Sizes(1, 1, 1, 1),
          new LoadPlan.Cells(List.of(1, 100), 1, Duration.ZERO, Duration.ZERO),
          new LoadPlan.Pairs(7, 1),
          new LoadPlan.Mix(1, Duration.ZERO, 1, 5, 1.0, 1),
          1,
          "");

  @TempDir private Path folder;

  @Test
  void write_allMeasured_fillsEveryPlaceAndLeavesTheRest() throws Exception {
    Path report = Files.copy(REPORT, folder.resolve("end-to-end.md"));
    LoadReport writer = new LoadReport(plan, results(Tier.L1));

    writer.write(report);
    String once = Files.readString(report);
    writer.write(report);

    assertThat(report).hasContent(once);
    assertThat(once)
        .startsWith("# End to end")
        .doesNotContain("(not run yet)", "NaN", "null")
        .contains("- a fact")
        // 10 ms without caches, 1 ms from L1.
        .contains("| /contacts: L1 hit, p50 95% faster than no cache | 1 | 90.0% | **missed** |")
        // Each half took 10 and 12 ms.
        .contains("1 | +20.0% (+20.0 to +20.0) | **missed** |")
        // 100 statements for 10 requests, then 10, of which 4 are Tiercel's.
        .contains("| statements, all that count | 10,000.0 | 1,000.0 | 90.0% |")
        .contains("| database | $150 | $15 | $135 |")
        .contains("| all | 100.0% | 0.0% | 100.0% | 0.0% |");
    for (String plot : writer.plots().keySet()) {
      assertThat(once).contains("](" + plot + ")");
      assertThat(
              DocumentBuilderFactory.newInstance()
                  .newDocumentBuilder()
                  .parse(folder.resolve(plot).toFile())
                  .getDocumentElement()
                  .getTagName())
          .isEqualTo("svg");
    }
  }

  @Test
  void write_answersOfAnotherTier_saysSoInTheCell() throws Exception {
    Path report = Files.copy(REPORT, folder.resolve("end-to-end.md"));

    new LoadReport(plan, results(Tier.L2)).write(report);

    assertThat(report).content().contains("1.00 / 1.00 / 1.00 (L1 0%)");
  }

  @Test
  void write_placeMissing_isRefused() throws Exception {
    Path report = Files.writeString(folder.resolve("report.md"), "<!-- environment -->\n");

    assertThatThrownBy(() -> new LoadReport(plan, results(Tier.L1)).write(report))
        .hasMessageContaining("TIERCEL-8206")
        .hasMessageContaining("section=environment");
  }

  /** All cells took 10 ms, those of L1 one; that column was answered by the given tier. */
  private static LoadResults results(Tier answeredL1) {
    List<Cell> cells = new ArrayList<>();
    List<PairRun.Result> pairs = new ArrayList<>();
    for (Endpoint endpoint : Endpoint.values()) {
      for (int clients : List.of(1, 100)) {
        for (Column column : Column.values()) {
          Tier tier = column == Column.L1 ? answeredL1 : column.tier();
          cells.add(new Cell(endpoint, column, clients, tally(tier, column == Column.L1 ? 1 : 10)));
        }
      }
      List<Double> off = Collections.nCopies(7, 10.0);
      pairs.add(new PairRun.Result(endpoint, 1, off, Collections.nCopies(7, 12.0), true));
    }
    return new LoadResults(
        cells,
        List.of(new CellRun.Floor("a file", 1, tally(Tier.NONE, 1))),
        pairs,
        new MixResult(tally(Tier.MISS, 10), List.of(new LoadDatabase.Asked(SELECT, 100))),
        new MixResult(
            tally(Tier.L1, 1),
            List.of(
                new LoadDatabase.Asked(SELECT, 6),
                new LoadDatabase.Asked("INSERT INTO cache_metadata VALUES ($1)", 4))),
        List.of(new Explained(Endpoint.CONTACTS, SELECT, "Index Scan")),
        List.of("a fact"));
  }

  private static Tally tally(Tier tier, int millis) {
    Tally tally = new Tally();
    for (int i = 0; i < 10; i++) {
      tally.read(tier, millis * 1_000_000L, i);
    }
    return tally;
  }
}
