/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks;

import io.tiercel.tenant.TenantCaches;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A hit in L1 of a tenant's cache, with monitoring and without. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls open() first.
public class MonitoringBenchmark {
  private final String[] keys = Contacts.keys();

  /** Whether it counts. */
  @Param({"true", "false"})
  public boolean monitored;

  private CacheManager manager;
  private Cache<Object, Object> cache;

  /** Where one thread is in the keys. */
  @State(Scope.Thread)
  public static class Position {
    private int index;

    int next() {
      index = Contacts.after(index);
      return index;
    }
  }

  /** Fills the cache. */
  @Setup(Level.Trial)
  public void open() {
    Properties properties = new Properties();
    properties.setProperty("monitoring-enabled", String.valueOf(monitored));
    manager =
        Caching.getCachingProvider(PeerLimiters.PROVIDER)
            .getCacheManager(URI.create("tiercel:benchmark-monitoring"), null, properties);
    cache = TenantCaches.of(manager).cache("acme", "contacts");
    String[] values = Contacts.values();
    for (int i = 0; i < keys.length; i++) {
      cache.put(keys[i], values[i]);
    }
  }

  /** Closes the manager. */
  @TearDown(Level.Trial)
  public void close() {
    manager.close();
  }

  /** The call of an application. */
  @Benchmark
  public @Nullable Object hit(Position position) {
    return cache.get(keys[position.next()]);
  }
}
