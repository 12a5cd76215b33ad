/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import io.tiercel.example.launch.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures the cells of the latency table and the floor, one after the other. */
final class CellRun {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final LoadPlan plan;
  private final Target off;
  private final Target tiered;
  private final Target remote;
  private final Progress progress;

  /** Measures on three servers: without caches, with all tiers, and without L1. */
  CellRun(LoadPlan plan, Target off, Target tiered, Target remote, Progress progress) {
    this.plan = plan;
    this.progress = progress;
    this.off = off;
    this.tiered = tiered;
    this.remote = remote;
  }

  List<Cell> measure() {
    List<Integer> counts = plan.cells().clients();
    int all = counts.size() * Endpoint.values().length * Column.values().length;
    List<Cell> cells = new ArrayList<>();
    warm();
    for (int clients : counts) {
      for (Endpoint endpoint : Endpoint.values()) {
        for (Column column : Column.values()) {
          Cell cell = new Cell(endpoint, column, clients, tally(endpoint, column, clients));
          cells.add(cell);
          progress.say(
              "Latency %d of %d: %s, %s, %d clients: p50 %.2f ms, %d answers%s"
                  .formatted(
                      cells.size(),
                      all,
                      endpoint.title(),
                      column.title(),
                      clients,
                      cell.tally().millis(50),
                      cell.tally().reads(),
                      cell.isValid() ? "" : " NOT ALL OF THIS TIER"));
        }
      }
    }
    return List.copyOf(cells);
  }

  /** Has the servers compile their code before anything counts. */
  private void warm() {
    progress.say("Warming the servers up");
    int clients = plan.cells().judged();
    for (Endpoint endpoint : Endpoint.values()) {
      for (Column column : Column.values()) {
        tally(endpoint, column, clients);
      }
    }
  }

  private Tally tally(Endpoint endpoint, Column column, int clients) {
    return switch (column) {
      case NO_CACHE -> steady(off, off.reads(endpoint), clients);
      case L1 -> hits(tiered, endpoint, clients);
      case L2 -> hits(remote, endpoint, clients);
      case L3 -> rounds(endpoint, clients);
    };
  }

  /** Has copies and entries made that are young enough to last for the cell. */
  private Tally hits(Target server, Endpoint endpoint, int clients) {
    server.invalidateAll();
    server.readAll(endpoint);
    return steady(server, server.reads(endpoint), clients);
  }

  private Tally steady(Target server, List<Request> requests, int clients) {
    try (Clients readers = new Clients(clients, List.of(server.address()))) {
      Clients.Script script = Scripts.forever(requests, clients);
      readers.run(script, plan.cells().warmUp(), 1);
      return readers.run(script, plan.cells().length(), 1);
    }
  }

  /** Invalidates, asks once for each tenant, and begins again, until the cell's time is over. */
  private Tally rounds(Endpoint endpoint, int clients) {
    List<Request> reads = tiered.reads(endpoint);
    List<Request> round = Scripts.times(reads, Math.max(1, clients / reads.size()));
    Tally all = new Tally();
    long measured = 0;
    while (measured < plan.cells().length().toNanos()) {
      tiered.invalidateAll();
      try (Clients readers = new Clients(clients, List.of(tiered.address()))) {
        long begin = System.nanoTime();
        all.add(readers.run(Scripts.once(round), LIMIT, 1));
        measured += System.nanoTime() - begin;
      }
    }
    return all;
  }

  /** Measures an address that reads neither caches nor the database, at each number of clients. */
  List<Floor> floors() {
    Map<String, Request> requests =
        Map.of(
            "a file",
            Request.read(tiered.address(), "falcon.svg", "org_0001"),
            "Jakarta REST, JSON",
            Request.admin(tiered.address(), "api/admin/cache/cascades"));
    List<Floor> floors = new ArrayList<>();
    for (int clients : plan.cells().clients()) {
      requests.forEach(
          (name, request) -> {
            Tally tally = steady(tiered, List.of(request), clients);
            floors.add(new Floor(name, clients, tally));
            progress.say(
                "Floor: %s, %d clients: p50 %.2f ms".formatted(name, clients, tally.millis(50)));
          });
    }
    return List.copyOf(floors);
  }

  /**
   * What the server alone needs for an answer.
   *
   * @param name what was asked for
   * @param clients how many asked at once
   * @param tally what they were answered
   */
  record Floor(String name, int clients, Tally tally) {}
}
