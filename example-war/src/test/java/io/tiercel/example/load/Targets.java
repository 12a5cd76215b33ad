/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.util.Locale;

/** What was promised, and what was measured; judged where the machine is not only a queue. */
final class Targets {
  private static final double P50_SAVED = 0.95;
  private static final double P95_SAVED = 0.94;
  private static final double STATEMENTS_SAVED = 0.80;
  private static final double MISS_RATIO = 1.03;

  private final LoadPlan plan;
  private final LoadResults results;

  Targets(LoadPlan plan, LoadResults results) {
    this.plan = plan;
    this.results = results;
  }

  /** A line for each target, with its verdict. */
  String table() {
    Table table = new Table("target", "clients", "measured", "verdict");
    for (int clients : plan.cells().clients()) {
      if (clients <= plan.cells().judged()) {
        for (Endpoint endpoint : Endpoint.values()) {
          faster(table, endpoint, clients, 50, P50_SAVED);
          faster(table, endpoint, clients, 95, P95_SAVED);
        }
      }
    }
    for (PairRun.Result pairs : results.pairs()) {
      Interval ratio = pairs.ratio();
      String verdict = ratio.high() <= MISS_RATIO ? "met" : "not shown";
      table.row(
          pairs.endpoint().title() + ": a miss at most 3% slower than no cache",
          Integer.toString(pairs.clients()),
          String.format(
              Locale.ROOT,
              "%+.1f%% (%+.1f to %+.1f)",
              percent(ratio.median()),
              percent(ratio.low()),
              percent(ratio.high())),
          ratio.low() > MISS_RATIO ? "**missed**" : verdict);
    }
    table.row(
        "statements of the mix down by 80%",
        Integer.toString(plan.mix().clients()),
        String.format(Locale.ROOT, "%.1f%%", 100 * results.saved()),
        verdict(results.saved() >= STATEMENTS_SAVED));
    return table.toString();
  }

  private void faster(Table table, Endpoint endpoint, int clients, double percentile, double goal) {
    double without = results.cell(endpoint, Column.NO_CACHE, clients).tally().millis(percentile);
    double hit = results.cell(endpoint, Column.L1, clients).tally().millis(percentile);
    double saved = 1 - hit / without;
    table.row(
        String.format(
            Locale.ROOT,
            "%s: L1 hit, p%.0f %.0f%% faster than no cache",
            endpoint.title(),
            percentile,
            100 * goal),
        Integer.toString(clients),
        String.format(Locale.ROOT, "%.1f%%", 100 * saved),
        verdict(saved >= goal));
  }

  private static double percent(double ratio) {
    return 100 * (ratio - 1);
  }

  private static String verdict(boolean met) {
    return met ? "met" : "**missed**";
  }
}
