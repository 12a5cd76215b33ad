/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.util.Locale;

/** The tables of response times, in milliseconds. */
final class LatencyTables {
  private final LoadPlan plan;
  private final LoadResults results;

  LatencyTables(LoadPlan plan, LoadResults results) {
    this.plan = plan;
    this.results = results;
  }

  /** One table for each number of clients. */
  String cells() {
    StringBuilder text = new StringBuilder();
    for (int clients : plan.cells().clients()) {
      text.append(
          String.format(
              Locale.ROOT, "**%,d %s**%n%n", clients, clients == 1 ? "client" : "clients"));
      Table table =
          new Table(
              "p50 / p95 / p99, ms",
              Column.NO_CACHE.title(),
              Column.L1.title(),
              Column.L2.title(),
              Column.L3.title());
      for (Endpoint endpoint : Endpoint.values()) {
        table.row(
            endpoint.title(),
            cell(endpoint, Column.NO_CACHE, clients),
            cell(endpoint, Column.L1, clients),
            cell(endpoint, Column.L2, clients),
            cell(endpoint, Column.L3, clients));
      }
      text.append(table).append("\n\n");
    }
    return text.toString().stripTrailing();
  }

  /** Misses beside no cache. */
  String misses() {
    Table table =
        new Table(
            "endpoint", "clients", "pairs", "no cache, ms", "miss, ms", "miss / no cache (95%)");
    for (PairRun.Result pairs : results.pairs()) {
      table.row(
          pairs.endpoint().title(),
          Integer.toString(pairs.clients()),
          Integer.toString(pairs.offMillis().size()),
          millis(Interval.ofMedian(pairs.offMillis()).median()),
          millis(Interval.ofMedian(pairs.missMillis()).median()),
          pairs.ratio() + (pairs.onlyMisses() ? "" : " **invalid**: not all were misses"));
    }
    return table.toString();
  }

  /** What the server needs for an answer that reads nothing. */
  String floors() {
    Table table = new Table("p50 / p95 / p99, ms", "clients", "time");
    for (CellRun.Floor floor : results.floors()) {
      table.row(
          floor.name(), String.format(Locale.ROOT, "%,d", floor.clients()), times(floor.tally()));
    }
    return table.toString();
  }

  static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.2f" : "%.0f", millis);
  }

  private String cell(Endpoint endpoint, Column column, int clients) {
    Cell cell = results.cell(endpoint, column, clients);
    String times = times(cell.tally());
    return cell.isValid()
        ? times
        : String.format(
            Locale.ROOT,
            "%s (%s %.0f%%)",
            times,
            cell.column().tier(),
            100 * cell.fromClaimedTier());
  }

  private static String times(Tally tally) {
    return millis(tally.millis(50))
        + " / "
        + millis(tally.millis(95))
        + " / "
        + millis(tally.millis(99));
  }
}
