/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A hit in L1 through {@code javax.cache} with the shipped settings, beside the call of Caffeine
 * that it comes down to.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls open() first.
public class LocalReadBenchmark {
  private final String[] keys = Contacts.keys();
  private com.github.benmanes.caffeine.cache.Cache<String, String> caffeine;
  private CacheManager manager;
  private Cache<String, String> tiercel;

  /** Where one thread is in the keys. */
  @State(Scope.Thread)
  public static class Position {
    private int index;

    int next() {
      index = Contacts.after(index);
      return index;
    }
  }

  /** Fills both caches with the same entries. */
  @Setup(Level.Trial)
  public void open() {
    caffeine = Caffeine.newBuilder().maximumSize(2L * keys.length).build();
    manager =
        Caching.getCachingProvider(PeerLimiters.PROVIDER)
            .getCacheManager(URI.create("tiercel:benchmark-local"), null, new Properties());
    tiercel = manager.createCache("contacts", Contacts.configuration());
    String[] values = Contacts.values();
    for (int i = 0; i < keys.length; i++) {
      caffeine.put(keys[i], values[i]);
      tiercel.put(keys[i], values[i]);
    }
  }

  /** Closes the manager. */
  @TearDown(Level.Trial)
  public void close() {
    manager.close();
  }

  /** The call beneath. */
  @Benchmark
  public @Nullable String caffeineHit(Position position) {
    return caffeine.getIfPresent(keys[position.next()]);
  }

  /** The call of an application. */
  @Benchmark
  public @Nullable String tiercelHit(Position position) {
    return tiercel.get(keys[position.next()]);
  }
}
