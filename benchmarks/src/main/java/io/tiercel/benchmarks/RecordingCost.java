/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.benchmarks;

import io.tiercel.cdi.internal.TiercelExtension;
import io.tiercel.embedded.EmbeddedPostgres;
import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.migrations.TiercelMigrations;
import io.tiercel.tenant.TenantCaches;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What it costs the callers that their calls are counted and recorded in PostgreSQL each second:
 * the processor time of the calling thread, which a busy machine does not blur, beside that of the
 * same calls with monitoring off. Nine of ten calls read, one writes; with L2 each write and each
 * first read is a round trip.
 */
public final class RecordingCost {
  private static final String UNIT = "tiercel.analytics.persistence-unit";
  private static final String INTERVAL = "tiercel.analytics.interval-seconds";
  private static final String ADDRESS = "tiercel.l2.address";
  private static final String URL = "jakarta.persistence.jdbc.url";
  private static final int TENANTS = 20;
  private static final int KEYS = 16;

  /** The calls of a slice. */
  public static final int SLICE = 1000;

  /** How many times the measured calls are made before. */
  public static final int WARM_UP = 5;

  /**
   * What was measured.
   *
   * @param off nanoseconds of a call without monitoring
   * @param on nanoseconds of a call that is counted and recorded
   * @param recorded the calls that stand in the database
   */
  public record Cost(double off, double on, long recorded) {
    /** Returns by how much of 100 the throughput falls. */
    public double percent() {
      return 100 * (on - off) / on;
    }
  }

  private RecordingCost() {}

  /**
   * Returns the medians of slices of {@value #SLICE} calls, on and off in turn, so that what else
   * the machine does meets both alike. Before them, {@value #WARM_UP} times as many are made.
   *
   * @param slices the slices of each
   * @param remote whether the caches have an L2
   */
  public static Cost measure(int slices, boolean remote) throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        EmbeddedRedis redis = EmbeddedRedis.start()) {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(postgres.jdbcUrl());
      TiercelMigrations.migrate(source);
      System.setProperty(URL, postgres.jdbcUrl());
      System.setProperty(INTERVAL, "1");
      System.setProperty(UNIT, "benchmark");
      if (remote) {
        System.setProperty(ADDRESS, redis.address());
      }
      Cost cost = measure(slices);
      return new Cost(cost.off(), cost.on(), recorded(source));
    } finally {
      for (String key : List.of(URL, INTERVAL, ADDRESS, UNIT)) {
        System.clearProperty(key);
      }
    }
  }

  private static Cost measure(int slices) {
    Properties unmonitored = new Properties();
    unmonitored.setProperty("monitoring-enabled", "false");
    List<Long> off = new ArrayList<>();
    List<Long> on = new ArrayList<>();
    try (SeContainer application =
            SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new TiercelExtension())
                .initialize();
        CacheManager other =
            Caching.getCachingProvider(PeerLimiters.PROVIDER)
                .getCacheManager(URI.create("tiercel:unmonitored"), null, unmonitored)) {
      // Not the bean of it, whose client proxy is CDI's cost and not that of recording.
      TenantCaches counted = TenantCaches.of(application.select(CacheManager.class).get());
      TenantCaches uncounted = TenantCaches.of(other);
      for (int slice = 0; slice < (1 + WARM_UP) * slices; slice++) {
        long first = cpuNanos(uncounted);
        long second = cpuNanos(counted);
        if (slice >= WARM_UP * slices) {
          off.add(first);
          on.add(second);
        }
      }
    }
    return new Cost(median(off) / SLICE, median(on) / SLICE, 0);
  }

  private static long cpuNanos(TenantCaches tenants) {
    long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    call(tenants, SLICE);
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
  }

  private static void call(TenantCaches tenants, int calls) {
    String[] keys = Contacts.keys();
    String[] values = Contacts.values();
    for (int i = 0; i < calls; i++) {
      Cache<Object, Object> cache = tenants.cache("tenant-" + i % TENANTS, "contacts");
      int key = i / TENANTS % KEYS;
      if (i % 10 == 0) {
        cache.put(keys[key], values[key]);
      } else {
        Object unused = cache.get(keys[key]);
      }
    }
  }

  private static double median(List<Long> figures) {
    Collections.sort(figures);
    return figures.get(figures.size() / 2);
  }

  private static long recorded(PGSimpleDataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet sum =
            statement.executeQuery(
                "SELECT sum(hit_count + miss_count + put_count) FROM cache_metadata")) {
      sum.next();
      return sum.getLong(1);
    }
  }
}
