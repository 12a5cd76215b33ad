/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.peers;

import io.tiercel.benchmarks.peers.Comparison.Measure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures all lines that have a target, and writes the table. */
public final class PerformanceReport {
  private PerformanceReport() {}

  /**
   * Runs the benchmarks, and tells how far it is.
   *
   * @param arguments the file to write; then words, each of which a line must contain to be
   *     measured
   * @throws RunnerException if a benchmark fails
   * @throws IOException if the file cannot be written
   */
  public static void main(String[] arguments) throws RunnerException, IOException {
    List<String> words = List.of(arguments).subList(1, arguments.length);
    List<Comparison> lines =
        Comparison.targets().stream()
            .filter(line -> words.stream().allMatch(work(line)::contains))
            .toList();
    Set<Measure> measures = new LinkedHashSet<>();
    for (Comparison line : lines) {
      measures.add(line.ours());
      measures.add(line.theirs());
    }
    Map<Measure, Double> scores = new HashMap<>();
    for (Measure measure : measures) {
      scores.put(measure, run(measure));
      System.out.printf(
          Locale.ROOT,
          "%d of %d: %s, %s: %.1f/ms%n",
          scores.size(),
          measures.size(),
          measure.work(),
          measure.who(),
          scores.get(measure));
    }
    String table = table(lines, scores);
    System.out.println(table);
    Files.writeString(Path.of(arguments[0]), table);
  }

  private static String work(Comparison line) {
    return line.ours().work() + ", " + line.ours().who() + ", " + line.theirs().who();
  }

  private static double run(Measure measure) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(measure.method()) + "$")
            .threads(measure.threads())
            .shouldFailOnError(true)
            .param("peer", measure.peer().name())
            .verbosity(VerboseMode.SILENT);
    measure.more().forEach(options::param);
    RunResult result = new Runner(options.build()).runSingle();
    return result.getPrimaryResult().getStatistics().getPercentile(50);
  }

  private static String table(List<Comparison> lines, Map<Measure, Double> scores) {
    StringBuilder table = new StringBuilder(environment());
    table.append("\n| work | | against | ratio | target | |\n|---|---|---|---|---|---|\n");
    for (Comparison line : lines) {
      double ratio = score(scores, line.ours()) / score(scores, line.theirs());
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %.2f | %s | %s |%n",
              line.ours().work(),
              line.ours().who(),
              line.theirs().who(),
              ratio,
              line.target(),
              ratio >= line.target() ? "met" : "missed"));
    }
    return table.toString();
  }

  private static double score(Map<Measure, Double> scores, Measure measure) {
    return Objects.requireNonNull(scores.get(measure));
  }

  private static String environment() {
    return String.format(
        Locale.ROOT,
        "%s %s, %s %s, %d processors, load %.1f%n",
        System.getProperty("java.vm.name"),
        System.getProperty("java.runtime.version"),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
