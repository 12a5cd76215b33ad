/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

/** Bars of the medians: for each judged number of clients and endpoint, one for each column. */
final class LatencyPlot {
  private static final int WIDTH = 880;
  private static final int PANEL = 108;
  private static final int TOP = 56;
  private static final int COLUMN = 430;
  private static final int LABEL = 90;
  private static final int LONGEST = 240;
  private static final int STEP = 18;

  private final LoadPlan plan;
  private final LoadResults results;

  LatencyPlot(LoadPlan plan, LoadResults results) {
    this.plan = plan;
    this.results = results;
  }

  String svg() {
    int height = TOP + PANEL * Endpoint.values().length;
    Svg svg = new Svg(WIDTH, height, "Median response times by endpoint and tier");
    svg.text(16, 22, "title", "Median response time, ms; each group to its own scale");
    int x = 16;
    for (int clients : plan.cells().clients()) {
      if (clients <= plan.cells().judged() && x < WIDTH - LONGEST) {
        svg.text(x, 44, "quiet", clients == 1 ? "1 client" : clients + " clients");
        int y = TOP;
        for (Endpoint endpoint : Endpoint.values()) {
          panel(svg.at(x, y), endpoint, clients);
          y += PANEL;
        }
        svg.at(0, 0);
        x += COLUMN;
      }
    }
    return svg.toString();
  }

  private void panel(Svg svg, Endpoint endpoint, int clients) {
    double longest = 0;
    for (Column column : Column.values()) {
      longest = Math.max(longest, median(endpoint, column, clients));
    }
    svg.text(0, 12, "title", endpoint.title());
    int top = 0;
    for (Column column : Column.values()) {
      double median = median(endpoint, column, clients);
      double length = LONGEST * median / longest;
      top += STEP;
      svg.text(0, top + 12, "quiet", column.title());
      svg.bar(LABEL, top, length, column.style());
      svg.text(LABEL + length + 6, top + 12, "", LatencyTables.millis(median));
    }
  }

  private double median(Endpoint endpoint, Column column, int clients) {
    return results.cell(endpoint, column, clients).tally().millis(50);
  }
}
