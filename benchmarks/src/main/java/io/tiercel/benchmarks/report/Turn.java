/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.report;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One run of one measure.
 *
 * @param perMilli operations in a millisecond, of all threads: the median iteration
 * @param bytes bytes that an operation allocates
 */
record Turn(double perMilli, double bytes) {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /**
   * Takes a turn.
   *
   * @throws RunnerException if the measured code fails, or is not there
   */
  static Turn take(Measure measure, Pace pace) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(measure.method()) + "$")
            .threads(measure.threads())
            .mode(Mode.Throughput)
            .timeUnit(TimeUnit.MILLISECONDS)
            .forks(pace.forked() ? 1 : 0)
            .warmupIterations(pace.warmUps())
            .warmupTime(TimeValue.milliseconds(pace.millis()))
            .measurementIterations(pace.iterations())
            .measurementTime(TimeValue.milliseconds(pace.millis()))
            .addProfiler(GCProfiler.class)
            .param("entries", String.valueOf(pace.entries()))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    measure.parameters().forEach(options::param);
    Collection<RunResult> results = new Runner(options.build()).run();
    if (results.size() != 1) {
      throw new RunnerException("no single row: " + measure);
    }
    RunResult result = results.iterator().next();
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    return new Turn(
        result.getPrimaryResult().getStatistics().getPercentile(50),
        allocated == null ? Double.NaN : allocated.getScore());
  }
}
