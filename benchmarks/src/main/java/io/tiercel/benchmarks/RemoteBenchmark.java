/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.shaded.redisson.Redisson;
import io.tiercel.jcache.shaded.redisson.api.RedissonClient;
import io.tiercel.jcache.shaded.redisson.client.codec.StringCodec;
import io.tiercel.jcache.shaded.redisson.config.Config;
import java.net.URI;
import java.time.Duration;
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
 * A read and a write of L2 through {@code javax.cache} with L1 off, beside a plain {@code GET} and
 * {@code SET} with a time to live through the same client on the same Redis.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls open() first.
public class RemoteBenchmark {
  private static final Duration TIME_TO_LIVE = Duration.ofMinutes(15);

  private final String[] keys = Contacts.keys();
  private final String[] values = Contacts.values();
  private EmbeddedRedis redis;
  private RedissonClient client;
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

  /** Starts Redis and stores the same entries in both ways. */
  @Setup(Level.Trial)
  public void open() {
    redis = EmbeddedRedis.start();
    Config config = new Config().setCodec(StringCodec.INSTANCE);
    config.useSingleServer().setAddress(redis.address());
    client = Redisson.create(config);
    Properties properties = new Properties();
    properties.setProperty("l2.address", redis.address());
    properties.setProperty("l1.enabled", "false");
    manager =
        Caching.getCachingProvider(PeerLimiters.PROVIDER)
            .getCacheManager(URI.create("tiercel:benchmark-remote"), null, properties);
    tiercel = manager.createCache("contacts", Contacts.configuration());
    for (int i = 0; i < keys.length; i++) {
      set(i);
      tiercel.put(keys[i], values[i]);
    }
  }

  /** Closes all that was opened. */
  @TearDown(Level.Trial)
  public void close() {
    manager.close();
    client.shutdown();
    redis.close();
  }

  /** A plain GET. */
  @Benchmark
  public @Nullable String rawGet(Position position) {
    return client.<String>getBucket(keys[position.next()]).get();
  }

  /** A read of an application. */
  @Benchmark
  public @Nullable String tiercelGet(Position position) {
    return tiercel.get(keys[position.next()]);
  }

  /** A plain SET with a time to live. */
  @Benchmark
  public void rawSet(Position position) {
    set(position.next());
  }

  /** A write of an application. */
  @Benchmark
  public void tiercelPut(Position position) {
    int index = position.next();
    tiercel.put(keys[index], values[index]);
  }

  private void set(int index) {
    client.<String>getBucket(keys[index]).set(values[index], TIME_TO_LIVE);
  }
}
