/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks;

import io.tiercel.ratelimit.Algorithm;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A permit that is given, from limiters that all nodes share: ours beside Redisson's {@code
 * RRateLimiter} and Bucket4j over Redisson. {@code -t 8} for eight threads, {@code -p subjects=1}
 * for one subject that all of them ask for.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls open() first.
public class RateLimitBenchmark {
  /** How many subjects there are. */
  @Param("1000")
  public int subjects;

  private PeerLimiters limiters;

  /** Starts Redis, and makes limits that are never reached. */
  @Setup(Level.Trial)
  public void open() {
    limiters = new PeerLimiters(100_000_000);
  }

  /** Closes all that was opened. */
  @TearDown(Level.Trial)
  public void close() {
    limiters.close();
  }

  /** Our default. */
  @Benchmark
  public boolean tiercelSlidingWindow() {
    return limiters.tiercel(Algorithm.SLIDING_WINDOW, subject());
  }

  /** What Bucket4j does, too. */
  @Benchmark
  public boolean tiercelTokenBucket() {
    return limiters.tiercel(Algorithm.TOKEN_BUCKET, subject());
  }

  /** Redisson's limiter. */
  @Benchmark
  public boolean redisson() {
    return limiters.redisson(subject());
  }

  /** Bucket4j's, which reads, computes, and compares and sets. */
  @Benchmark
  public boolean bucket4j() {
    return limiters.bucket4j(subject());
  }

  private String subject() {
    return "subject-" + ThreadLocalRandom.current().nextInt(subjects);
  }
}
