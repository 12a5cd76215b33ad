/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks.peers;

import io.tiercel.embedded.EmbeddedRedis;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
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

/**
 * What a call costs as the work grows: more keys, more tenants with a cache each, larger values.
 * All keys are asked for alike, so that no processor's cache holds the frequent ones.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls open() first.
public class GrowthBenchmark {
  private static final int PAGE = 500;
  private static final int DRAWN = 1 << 16;
  private static final int SEED = 42;

  /** Where the entries are. */
  @Param({"LOCAL", "REMOTE"})
  public String tier;

  /** How many entries there are in all; at least one for each tenant. */
  @Param("1000")
  public int keys;

  /** How many tenants share them. */
  @Param("1")
  public int tenants;

  /** How large a value is. */
  @Param("100")
  public int bytes;

  private @Nullable EmbeddedRedis redis;
  private Grown grown;
  private String[] tenantNames;
  private String[] keyNames;
  private byte[] value;

  /** Where one thread is in its random keys. */
  @State(Scope.Thread)
  public static class Position {
    private final int[] drawn = new int[DRAWN];
    private int index;

    /** Draws the keys, so that a measured call only takes the next. */
    @Setup(Level.Trial)
    public void draw(GrowthBenchmark all) {
      RandomGenerator random = new SplittableRandom(SEED);
      Arrays.setAll(drawn, i -> random.nextInt(all.keyNames.length));
    }

    int next() {
      index = (index + 1) & (DRAWN - 1);
      return drawn[index];
    }
  }

  /** Stores all entries. */
  @Setup(Level.Trial)
  public void open() {
    Grown.Kind kind = Grown.Kind.valueOf(tier);
    int count = Math.max(keys, tenants);
    value = new byte[bytes];
    tenantNames = names("t", tenants);
    keyNames = names("key-", count);
    redis = kind.isRemote() ? EmbeddedRedis.start() : null;
    grown = kind.open(redis == null ? "" : redis.address(), count);
    for (int tenant = 0; tenant < tenants; tenant++) {
      fill(tenant);
    }
  }

  private static String[] names(String start, int count) {
    return IntStream.range(0, count).mapToObj(i -> start + i).toArray(String[]::new);
  }

  /** A key belongs to the tenant whose number is its own modulo the number of tenants. */
  private void fill(int tenant) {
    Map<String, Object> page = new HashMap<>();
    for (int key = tenant; key < keyNames.length; key += tenants) {
      page.put(keyNames[key], value);
      if (page.size() == PAGE) {
        grown.putAll(tenantNames[tenant], page);
        page.clear();
      }
    }
    grown.putAll(tenantNames[tenant], page);
  }

  /** Closes all that was opened. */
  @TearDown(Level.Trial)
  public void close() {
    grown.close();
    if (redis != null) {
      redis.close();
    }
  }

  /**
   * A read.
   *
   * @throws IllegalStateException if there is nothing
   */
  @Benchmark
  public Object get(Position position) {
    int key = position.next();
    Object found = grown.get(tenantNames[key % tenants], keyNames[key]);
    if (found == null) {
      throw new IllegalStateException("lost: " + keyNames[key]);
    }
    return found;
  }

  /** A write over an entry. */
  @Benchmark
  public void put(Position position) {
    int key = position.next();
    grown.put(tenantNames[key % tenants], keyNames[key], value);
  }
}
