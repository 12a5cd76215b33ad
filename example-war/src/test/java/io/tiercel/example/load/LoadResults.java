/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.util.List;

/**
 * All that a run measured.
 *
 * @param cells the latency table
 * @param floors what the server alone needs
 * @param pairs misses beside no cache
 * @param without the mix without caches
 * @param with the mix with caches
 * @param plans the statements of each endpoint with the database's plans
 * @param facts what it ran on, a line each
 */
record LoadResults(
    List<Cell> cells,
    List<CellRun.Floor> floors,
    List<PairRun.Result> pairs,
    MixResult without,
    MixResult with,
    List<Explained> plans,
    List<String> facts) {
  LoadResults {
    cells = List.copyOf(cells);
    floors = List.copyOf(floors);
    pairs = List.copyOf(pairs);
    plans = List.copyOf(plans);
    facts = List.copyOf(facts);
  }

  /** The cell of the table. */
  Cell cell(Endpoint endpoint, Column column, int clients) {
    return cells.stream()
        .filter(cell -> cell.endpoint() == endpoint)
        .filter(cell -> cell.column() == column && cell.clients() == clients)
        .findFirst()
        .orElseThrow();
  }

  /**
   * The share of the database's statements that caches saved, request for request. What Tiercel
   * records about itself counts with caches, and not without them, where nobody would have it.
   */
  double saved() {
    double before = (double) (without.statements() - without.ofTiercel()) / without.requests();
    return 1 - (double) with.statements() / with.requests() / before;
  }
}
