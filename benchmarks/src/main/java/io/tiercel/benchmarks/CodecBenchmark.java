/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks;

import io.tiercel.jcache.config.TiercelConfiguration;
import io.tiercel.jcache.config.ValueCodec;
import java.io.Serializable;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
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
 * What a codec costs: a store-by-value cache in this process encodes at each put and decodes at
 * each get, since the values are not immutable.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls open() first.
public class CodecBenchmark {
  /** The codec measured. */
  @Param({"JAVA", "FORY", "JSON"})
  public ValueCodec codec;

  /** How many orders are in the value; 0 for one that is not in a list. */
  @Param({"0", "20"})
  public int size;

  private CacheManager manager;
  private Cache<String, Object> cache;
  private Object value;

  /** Five fields and a list. */
  public record Order(
      String id, long number, boolean open, BigDecimal total, String note, List<String> tags)
      implements Serializable {}

  /** Opens the cache and stores the value. */
  @Setup(Level.Trial)
  public void open() {
    manager =
        Caching.getCachingProvider(PeerLimiters.PROVIDER)
            .getCacheManager(URI.create("tiercel:benchmark-codec"), null, new Properties());
    cache =
        manager.createCache(
            "orders",
            TiercelConfiguration.builder(String.class, Object.class).codec(codec).build());
    value =
        size == 0 ? order(0) : IntStream.range(0, size).mapToObj(CodecBenchmark::order).toList();
    cache.put("key", value);
  }

  /** Closes what was opened. */
  @TearDown(Level.Trial)
  public void close() {
    manager.close();
  }

  /** Bytes to value. */
  @Benchmark
  public Object decode() {
    return cache.get("key");
  }

  /** Value to bytes. */
  @Benchmark
  public void encode() {
    cache.put("key", value);
  }

  private static Order order(int n) {
    return new Order(
        "order-" + n,
        1_000_000L + n,
        n % 2 == 0,
        new BigDecimal("12.50").add(BigDecimal.valueOf(n)),
        "to be delivered to the back door",
        List.of("priority", "gift"));
  }
}
