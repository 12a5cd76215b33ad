/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of the table and bars of the plot. */
class RatioPlotTest {
  private static final Bar MET =
      new Bar(
          "a < b & c",
          "us",
          "them",
          Ratio.of(List.of(4.0, 9.0, 2.0), List.of(2.0, 3.0, 2.0)),
          Target.atLeast(2),
          null);
  private static final Bar MISSED =
      new Bar("bytes", "us", "them", new Ratio(0.95, 0.94, 0.96), Target.atMost(0.9), null);
  private static final Bar MISSING =
      new Bar("work", "us", "gone", null, Target.atLeast(2), "no such class");

  @Test
  void ratio_ofTurns_isTheMedianOfPairs() {
    assertThat(MET.ratio()).isEqualTo(new Ratio(2, 1, 3));
    assertThat(Ratio.of(List.of(1.0, 4.0), List.of(1.0, 2.0)).median()).isEqualTo(1.5);
  }

  @Test
  void line_saysWhetherTheTargetIsMet() {
    assertThat(MET.line()).isEqualTo("| a < b & c | us | them | 2 | 1 to 3 | ≥ 2 | met |");
    assertThat(MISSED.line())
        .isEqualTo("| bytes | us | them | 0.95 | 0.94 to 0.96 | ≤ 0.9 | **missed** |");
    assertThat(MISSING.line())
        .isEqualTo("| work | us | gone |  | | ≥ 2 | missing: no such class |");
  }

  @Test
  void plot_leavesOutWhatIsMissing() {
    String plot = RatioPlot.of(List.of(MET, MISSED, MISSING));
    assertThat(plot).contains("a &lt; b &amp; c").doesNotContain("gone");
    assertThat(plot).containsOnlyOnce("class=\"met\"").containsOnlyOnce("class=\"missed\"");
  }

  @Test
  void decimals_areThreeDigits() {
    assertThat(Decimals.of(0.123456)).isEqualTo("0.123");
    assertThat(Decimals.of(1234.5)).isEqualTo("1230");
    assertThat(Decimals.of(20)).isEqualTo("20");
    assertThat(Decimals.of(0)).isEqualTo("0");
  }
}
