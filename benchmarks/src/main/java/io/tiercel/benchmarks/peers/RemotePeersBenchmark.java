/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.peers;

import io.tiercel.embedded.EmbeddedRedis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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

/** What caches in Redis do, each with a Redis of its own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls open() first.
public class RemotePeersBenchmark {
  private static final int COUNTERS = 64;
  private static final int BULK = 100;
  private static final int HUNDREDS = 256;
  private static final int WRITE_OF = 20;
  private static final int VALUES = 256;

  /** Which cache. */
  @Param public RemotePeer peer;

  /** What is stored. */
  @Param({"TEXT", "LONG_TEXT"})
  public Values values;

  /** How many of the keys have an entry when it begins. */
  @Param("10000")
  public int entries;

  private final AtomicLong fresh = new AtomicLong();
  private final Object[] stored = new Object[VALUES];
  private final List<Map<String, Object>> hundreds = new ArrayList<>();
  private EmbeddedRedis redis;
  private RemoteCache cache;

  /** Fills the cache. */
  @Setup(Level.Trial)
  public void open() {
    for (int i = 0; i < VALUES; i++) {
      stored[i] = values.of(i);
    }
    putTogether();
    redis = EmbeddedRedis.start();
    cache = peer.open(redis.address());
    for (int i = 0; i < entries; i++) {
      cache.put(Keys.key(i), value(i));
    }
  }

  /** Closes it. */
  @TearDown(Level.Trial)
  public void close() {
    cache.close();
    redis.close();
  }

  /** A read. */
  @Benchmark
  public @Nullable Object get(Keys keys) {
    return cache.get(keys.next());
  }

  /** A write over an entry. */
  @Benchmark
  public void put(Keys keys) {
    int number = keys.nextNumber();
    cache.put(Keys.key(number), value(number));
  }

  /** A write of an entry that is not there. */
  @Benchmark
  public boolean putIfAbsent() {
    return cache.putIfAbsent("fresh-" + fresh.incrementAndGet(), "value");
  }

  /** A write over an entry that must be there. */
  @Benchmark
  public boolean replace(Keys keys) {
    int number = keys.nextNumber();
    return cache.replace(Keys.key(number), value(number));
  }

  /** An entry processor that adds one to one of 64 numbers. */
  @Benchmark
  public long invoke(Keys keys) {
    return cache.increment("counter-" + keys.nextNumber() % COUNTERS);
  }

  /** A read of a hundred. */
  @Benchmark
  public Map<String, Object> getAll(Keys keys) {
    return cache.getAll(hundred(keys).keySet());
  }

  /** A write of a hundred. */
  @Benchmark
  public void putAll(Keys keys) {
    cache.putAll(hundred(keys));
  }

  /** Nineteen reads for each write. */
  @Benchmark
  public @Nullable Object mixed(Keys keys) {
    int number = keys.nextNumber();
    if (keys.position() % WRITE_OF == 0) {
      cache.put(Keys.key(number), value(number));
      return null;
    }
    return cache.get(Keys.key(number));
  }

  /** Returns a hundred entries, put together before anything is measured. */
  private Map<String, Object> hundred(Keys keys) {
    return hundreds.get(keys.nextNumber() % hundreds.size());
  }

  private void putTogether() {
    Keys keys = new Keys();
    keys.draw();
    for (int i = 0; i < HUNDREDS; i++) {
      Map<String, Object> some = new HashMap<>();
      while (some.size() < BULK) {
        int number = keys.nextNumber();
        some.put(Keys.key(number), value(number));
      }
      hundreds.add(some);
    }
  }

  private Object value(int number) {
    return stored[number % VALUES];
  }
}
