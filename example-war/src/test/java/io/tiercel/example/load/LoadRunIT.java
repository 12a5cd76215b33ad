/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.example.launch.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load run with few rows and no time: everything it writes is there, and says what it is. */
@Tag("wildfly")
class LoadRunIT {
  private static final Path REPORT = Path.of("..", "docs", "reference", "end-to-end.md");
  private static final int COUNTED_PAIRS = 7;

  private final LoadPlan plan =
      new LoadPlan(
          new LoadPlan.Sizes(20, 400, 200, 2_000),
          new LoadPlan.Cells(List.of(1, 8), 8, Duration.ofMillis(20), Duration.ofMillis(100)),
          new LoadPlan.Pairs(COUNTED_PAIRS, 1),
          new LoadPlan.Mix(8, Duration.ofSeconds(1), 60, 5, 1.0, 1),
          1,
          // A machine with much else to do must not turn hits into misses.
          "-Dtiercel.l2.timeout-ms=30000");

  @TempDir private Path folder;

  @Test
  void measure_fewRows_hitsEachTierAndFillsTheReport() throws Exception {
    LoadServices.Place place =
        new LoadServices.Place(
            Path.of(System.getProperty("wildfly.home")),
            Path.of(System.getProperty("inbox.war")),
            folder);

    LoadResults results = new LoadRun(plan, new Progress(System.out)).measure(place);

    assertThat(results.cells())
        .hasSize(2 * Endpoint.values().length * Column.values().length)
        .allSatisfy(cell -> assertThat(cell.fromClaimedTier()).as(cell.toString()).isOne())
        .allSatisfy(cell -> assertThat(cell.tally().millis(99)).isPositive());
    assertThat(results.pairs())
        .hasSize(2 * Endpoint.values().length)
        .allMatch(PairRun.Result::onlyMisses)
        .allSatisfy(pairs -> assertThat(pairs.ratio().low()).isPositive());
    assertThat(results.plans())
        .extracting(Explained::endpoint)
        .containsOnlyOnceElementsOf(List.of(Endpoint.CONTACTS, Endpoint.MESSAGES))
        .contains(Endpoint.values());
    assertMix(results);
    assertReport(results);
  }

  private static void assertMix(LoadResults results) {
    MixResult without = results.without();
    assertThat(without.tally().tiers().of(Tier.MISS))
        .isEqualTo(without.tally().reads())
        .isPositive();
    // The dashboard has five statements, the three lists have one each.
    assertThat(without.selects()).isGreaterThanOrEqualTo(without.tally().reads());
    assertThat(without.tally().writes()).isPositive();
    MixResult with = results.with();
    assertThat(with.tally().tiers().of(Tier.L1)).isPositive();
    assertThat(with.selects()).isPositive().isLessThan(with.tally().reads());
    assertThat(results.saved()).isBetween(0.0, 1.0);
  }

  private void assertReport(LoadResults results) throws Exception {
    Path report = Files.copy(REPORT, folder.resolve("end-to-end.md"));
    LoadReport writer = new LoadReport(plan, results);

    writer.write(report);
    String once = Files.readString(report);
    writer.write(report);

    assertThat(report).hasContent(once).content().doesNotContain("(not run yet)", "NaN", "null");
    assertThat(writer.sections().keySet())
        .allSatisfy(name -> assertThat(once).containsOnlyOnce("<!-- " + name + " -->"));
    for (String plot : writer.plots().keySet()) {
      assertThat(once).contains("](" + plot + ")");
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(folder.resolve(plot).toFile());
    }
  }
}
