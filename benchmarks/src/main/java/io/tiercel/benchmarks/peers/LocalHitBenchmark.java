/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.peers;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** A hit in a cache of the process that holds all of 10,000 keys. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls open() first.
public class LocalHitBenchmark {
  /** Which cache. */
  @Param public LocalPeer peer;

  /** What is stored. */
  @Param({"TEXT", "OBJECT"})
  public Values values;

  /** Whether the cache keeps the statistics of JSR-107. */
  @Param({"false", "true"})
  public boolean statistics;

  private LocalCache cache;

  /** Fills the cache. */
  @Setup(Level.Trial)
  public void open() {
    cache = peer.open(statistics);
    for (int i = 0; i < Keys.COUNT; i++) {
      cache.put(Keys.key(i), values.of(i));
    }
    for (int i = 0; i < Keys.COUNT; i++) {
      if (cache.get(Keys.key(i)) == null) {
        throw new IllegalStateException(peer + " has lost " + Keys.key(i));
      }
    }
  }

  /** Closes it. */
  @TearDown(Level.Trial)
  public void close() {
    cache.close();
  }

  /** The call of an application. */
  @Benchmark
  public @Nullable Object hit(Keys keys) {
    return cache.get(keys.next());
  }
}
