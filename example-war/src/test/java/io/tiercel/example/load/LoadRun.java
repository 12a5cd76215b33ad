/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import io.tiercel.example.launch.Progress;
import io.tiercel.example.launch.WildFly;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Measures the inbox end to end and writes the report. Redis, PostgreSQL and the servers are
 * processes of their own; this one holds the clients.
 */
public final class LoadRun {
  // Held, since the logging system forgets the levels of loggers that nobody holds.
  private static final Logger MIGRATIONS = Logger.getLogger("org.flywaydb");

  private final LoadPlan plan;
  private final Progress progress;

  LoadRun(LoadPlan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Runs the plan that the system properties {@code load.*} say.
   *
   * @param arguments the folder of WildFly, the WAR, a folder to work in, the report
   */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 4) {
      throw new IllegalArgumentException(Messages.usage());
    }
    MIGRATIONS.setLevel(Level.WARNING);
    Progress progress = new Progress(System.out);
    Path report = Path.of(arguments[3]);
    LoadPlan plan = LoadPlan.configured();
    progress.say("Load run: %s, about %d minutes".formatted(plan, plan.minutes()));
    LoadServices.Place place =
        new LoadServices.Place(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
    LoadResults results = new LoadRun(plan, progress).measure(place);
    new LoadReport(plan, results).write(report);
    progress.say("The report is written: " + report.toAbsolutePath().normalize());
  }

  /** Starts everything, measures, and stops everything. */
  LoadResults measure(LoadServices.Place place) throws InterruptedException {
    String loadBefore = Environment.load();
    try (LoadServices services = new LoadServices(place, plan, progress)) {
      List<String> tenants = services.tenants();
      Map<String, Map<String, String>> wanted = new LinkedHashMap<>();
      wanted.put("off", Map.of("CACHE_ENABLED", "false"));
      wanted.put("tiered", Map.of());
      wanted.put("remote", Map.of("CACHE_L1_ENABLED", "false"));
      List<WildFly> servers = services.start(wanted);
      Target off = new Target(servers.get(0), tenants);
      Target tiered = new Target(servers.get(1), tenants);
      List<Explained> plans = Explained.ofAll(services.database(), off, tenants.get(0));
      CellRun cells = new CellRun(plan, off, tiered, new Target(servers.get(2), tenants), progress);
      List<Cell> table = cells.measure();
      List<CellRun.Floor> floors = cells.floors();
      servers.get(2).close();
      List<PairRun.Result> pairs = new PairRun(plan, off, tiered, progress).measure();
      MixRun mix = new MixRun(plan, services.database(), tenants, progress);
      MixResult without = mix.run("without-caches", List.of(off));
      servers.get(0).close();
      List<Target> nodes = new ArrayList<>(List.of(tiered));
      if (plan.mix().nodes() == 2) {
        nodes.add(new Target(services.start(Map.of("second", Map.of())).get(0), tenants));
      }
      MixResult with = mix.run("with-caches", nodes);
      List<String> facts = new Environment(plan, services.database()).facts(loadBefore);
      return new LoadResults(table, floors, pairs, without, with, plans, facts);
    }
  }
}
