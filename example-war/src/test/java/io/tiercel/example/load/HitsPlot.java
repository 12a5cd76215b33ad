/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.util.List;
import java.util.Locale;

/** Lines of the shares of reads that each tier answered, second by second of the mix. */
final class HitsPlot {
  private static final int WIDTH = 880;
  private static final int HEIGHT = 320;
  private static final int LEFT = 52;
  private static final int TOP = 44;
  private static final int PLOT_WIDTH = 730;
  private static final int PLOT_HEIGHT = 220;

  private final LoadResults results;

  HitsPlot(LoadResults results) {
    this.results = results;
  }

  String svg() {
    List<TierCounts> seconds = results.with().tally().seconds();
    Svg svg = new Svg(WIDTH, HEIGHT, "Hit rates of the tiers over time");
    svg.text(16, 22, "title", "Share of reads that each tier answered, from empty caches on");
    for (int percent = 0; percent <= 100; percent += 25) {
      svg.level(LEFT, y(percent / 100.0), PLOT_WIDTH);
      svg.text(12, y(percent / 100.0) + 4, "quiet", percent + "%");
    }
    line(svg, seconds, Tier.L1, "c1", "L1 hits");
    line(svg, seconds, Tier.L2, "c2", "L2 hits");
    line(svg, seconds, Tier.MISS, "c3", "misses");
    svg.text(LEFT, HEIGHT - 30.0, "quiet", "0 s");
    svg.text(LEFT + PLOT_WIDTH - 30.0, HEIGHT - 30.0, "quiet", seconds.size() + " s");
    return svg.toString();
  }

  private static void line(
      Svg svg, List<TierCounts> seconds, Tier tier, String style, String title) {
    StringBuilder points = new StringBuilder();
    double share = 0;
    for (int i = 0; i < seconds.size(); i++) {
      share = seconds.get(i).share(tier);
      double x = LEFT + PLOT_WIDTH * (i + 0.5) / seconds.size();
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y(share)));
    }
    svg.line(points.toString().strip(), style);
    svg.text(LEFT + PLOT_WIDTH + 6.0, y(share) + 4, style, title);
  }

  private static double y(double share) {
    return TOP + PLOT_HEIGHT * (1 - share);
  }
}
