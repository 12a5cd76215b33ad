/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** What a run ran on. */
final class Environment {
  private final LoadPlan plan;
  private final LoadDatabase database;

  Environment(LoadPlan plan, LoadDatabase database) {
    this.plan = plan;
    this.database = database;
  }

  /** The load of the machine in the last minute, as its system counts it. */
  static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return String.format(Locale.ROOT, "%.1f", load);
  }

  List<String> facts(String loadBefore) {
    Runtime runtime = Runtime.getRuntime();
    return List.of(
        "Date: " + LocalDate.now(ZoneOffset.UTC),
        String.format(
            Locale.ROOT,
            "Machine: %d processors (%s), %s; its load was %s before the run",
            runtime.availableProcessors(),
            processor(),
            System.getProperty("os.name"),
            loadBefore),
        "Java: " + Runtime.version() + ", for the clients and the servers alike",
        "Server: WildFly, as the distribution is, -Xmx512m, one WAR",
        String.format(
            Locale.ROOT,
            "Database: %s, shared_buffers %s, on the same machine, without waiting for the disk",
            database.rows("select split_part(version(), ' on ', 1)").get(0).get(0),
            database.rows("show shared_buffers").get(0).get(0)),
        String.format(
            Locale.ROOT,
            "Rows: %,d tenants, %,d contacts, %,d conversations, %,d messages, made in %d s; each tenant has as many",
            plan.sizes().tenants(),
            plan.sizes().contacts(),
            plan.sizes().conversations(),
            plan.sizes().messages(),
            database.filling().toSeconds()),
        "Settings: Tiercel's defaults, save that no rate limit is met");
  }

  private static String processor() {
    Path file = Path.of("/proc/cpuinfo");
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream()
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .findFirst()
              .orElse(System.getProperty("os.arch"))
          : System.getProperty("os.arch");
    } catch (IOException unreadable) {
      return System.getProperty("os.arch");
    }
  }
}
