/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * The ratios as an SVG: a bar for each from 1 to its ratio on a logarithmic axis, a thin line for
 * its spread, and a mark at its target. It brings its own ground, so it is readable on any page.
 */
final class RatioPlot {
  private static final int WIDTH = 980;
  private static final int LEFT = 460;
  private static final int RIGHT = 70;
  private static final int TOP = 64;
  private static final int BOTTOM = 20;
  private static final int ROW = 20;
  private static final double[] TICKS = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};
  private static final String STYLE =
      """
      <style>
      .ground { fill: #ffffff; } .ink { fill: #1f2328; } .grid { stroke: #d1d9e0; }
      .one { stroke: #59636e; } .met { fill: #2f81c7; } .missed { fill: #d9822b; }
      .spread { stroke: #59636e; } .target { fill: #1f2328; } .soft { fill: #59636e; }
      @media (prefers-color-scheme: dark) {
      .ground { fill: #0d1117; } .ink { fill: #f0f6fc; } .grid { stroke: #30363d; }
      .one { stroke: #9198a1; } .spread { stroke: #9198a1; } .target { fill: #f0f6fc; }
      .soft { fill: #9198a1; } }
      </style>
      """;

  private final StringBuilder svg = new StringBuilder();
  private final List<Bar> bars;
  private final double least;
  private final double most;

  private RatioPlot(List<Bar> bars) {
    this.bars = bars;
    this.least = bars.stream().mapToDouble(RatioPlot::least).min().orElse(1) * 0.9;
    this.most = bars.stream().mapToDouble(RatioPlot::most).max().orElse(1) * 1.1;
  }

  /** Returns the plot of some ratios; those that are missing are left out. */
  static String of(List<Bar> bars) {
    return new RatioPlot(bars.stream().filter(bar -> bar.ratio() != null).toList()).draw();
  }

  private static double least(Bar bar) {
    double target = bar.target() == null ? 1 : bar.target().ratio();
    return Math.min(1, Math.min(target, bar.ratio() == null ? 1 : bar.ratio().low()));
  }

  private static double most(Bar bar) {
    double target = bar.target() == null ? 1 : bar.target().ratio();
    return Math.max(1, Math.max(target, bar.ratio() == null ? 1 : bar.ratio().high()));
  }

  private String draw() {
    int height = TOP + ROW * bars.size() + BOTTOM;
    add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"", WIDTH, height);
    add(" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n");
    add("<title>Throughput of Tiercel by that of its peers, and targets</title>\n");
    svg.append(STYLE);
    add("<rect class=\"ground\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n", WIDTH, height);
    text(16, 26, "ink", "start", "Tiercel : peer, same run (triangle: target, line: spread)");
    axis(height - BOTTOM);
    for (int i = 0; i < bars.size(); i++) {
      bar(bars.get(i), TOP + ROW * i);
    }
    add("</svg>\n");
    return svg.toString();
  }

  private void axis(int bottom) {
    for (double tick : TICKS) {
      if (tick >= least && tick <= most) {
        add(
            "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>\n",
            tick == 1 ? "one" : "grid", x(tick), x(tick), TOP - 6, bottom);
        text(x(tick), TOP - 12, "soft", "middle", Decimals.of(tick));
      }
    }
  }

  private void bar(Bar bar, int top) {
    Ratio ratio = bar.ratio();
    if (ratio == null) {
      return;
    }
    String label = bar.work() + " · " + bar.ours() + " : " + bar.theirs();
    text(LEFT - 10, top + 14, "ink", "end", label.replace("`", ""));
    double from = Math.min(x(1), x(ratio.median()));
    add(
        "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"12\"/>\n",
        bar.isMet() ? "met" : "missed",
        from,
        top + 4,
        Math.max(1, Math.abs(x(ratio.median()) - x(1))));
    add(
        "<line class=\"spread\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>\n",
        x(ratio.low()), x(ratio.high()), top + 10, top + 10);
    if (bar.target() != null) {
      double x = x(bar.target().ratio());
      add("<path class=\"target\" d=\"M%.1f %d l-4 -6 h8 z\"/>\n", x, top + 10);
    }
    text(WIDTH - 10, top + 14, "ink", "end", Decimals.of(ratio.median()));
  }

  private double x(double ratio) {
    double part = Math.log(ratio / least) / Math.log(most / least);
    return LEFT + part * (WIDTH - LEFT - RIGHT);
  }

  private void text(double x, int y, String kind, String anchor, String words) {
    add("<text class=\"%s\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">", kind, x, y, anchor);
    svg.append(words.replace("&", "&amp;").replace("<", "&lt;")).append("</text>\n");
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
