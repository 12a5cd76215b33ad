/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.migrations;

import static io.tiercel.migrations.Database.execute;
import static io.tiercel.migrations.Database.query;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The three queries of the documentation, as they stand there, and what fills the tables they read.
 */
class CacheStatisticsIT {
  private static final String HEALTH = "SELECT * FROM public.get_cache_health_report('tenant-id');";
  private static final String DAILY =
      """
      SELECT * FROM public.cache_stats_daily
      WHERE tenant_id = 'tenant-id'
      ORDER BY date DESC
      LIMIT 30;
      """;
  private static final String TOP =
      """
      SELECT
        resource_type,
        SUM(hit_count) as hits,
        SUM(miss_count) as misses,
        ROUND((SUM(hit_count)::NUMERIC / NULLIF(SUM(hit_count + miss_count), 0)) * 100, 2) as hit_rate
      FROM public.cache_metadata
      WHERE tenant_id = 'tenant-id'
      GROUP BY resource_type
      ORDER BY SUM(hit_count + miss_count) DESC;
      """;

  @Test
  void top_rowsOfTwoTenants_sumsTheOneTenantByResource() throws SQLException {
    PGSimpleDataSource source = Database.migrated("top");
    hour(source, "tenant-id", "contacts", "2026-01-01 10:00Z", 30, 10, 20);
    hour(source, "tenant-id", "contacts", "2026-01-01 11:00Z", 0, 0, 7);
    hour(source, "tenant-id", "messages", "2026-01-01 10:00Z", 900, 0, 100);
    hour(source, "tenant-id", "empty", "2026-01-01 10:00Z", 0, 0, 0);
    hour(source, "other", "messages", "2026-01-01 10:00Z", 5, 5, 5);
    assertThat(query(source, TOP))
        .containsExactly("messages|900|100|90.00", "contacts|40|27|59.70", "empty|0|0|null");
  }

  @Test
  void daily_hoursInsertedAndAddedTo_keepsInStepAndOutlivesThem() throws SQLException {
    PGSimpleDataSource source = Database.migrated("daily");
    hour(source, "tenant-id", "contacts", "2026-01-01 23:00Z", 30, 10, 20);
    hour(source, "tenant-id", "contacts", "2026-01-01 23:00Z", 1, 2, 3);
    hour(source, "tenant-id", "messages", "2026-01-01 00:00Z", 4, 0, 0);
    hour(source, "tenant-id", "messages", "2026-01-02 00:00Z", 0, 0, 9);
    hour(source, "other", "messages", "2026-01-02 00:00Z", 1, 1, 1);
    List<String> expected =
        List.of(
            "tenant-id|2026-01-02|0|9|0|9|0|9|9|0|90|0.00",
            "tenant-id|2026-01-01|35|35|12|23|47|23|23|0|230|67.14");
    assertThat(query(source, DAILY)).isEqualTo(expected);
    execute(source, "DELETE FROM cache_metadata");
    assertThat(query(source, DAILY)).isEqualTo(expected);
  }

  @Test
  void daily_manyRowsInOneStatement_sumsThem() throws SQLException {
    PGSimpleDataSource source = Database.migrated("bulk");
    execute(
        source,
        """
        INSERT INTO cache_metadata (tenant_id, resource_type, period_start, l1_hit_count, miss_count)
        SELECT 'tenant-id', 'r' || r, timestamptz '2026-01-01 00:00Z' + h * interval '1 hour', 3, 1
          FROM generate_series(1, 10) AS r, generate_series(0, 47) AS h
        """);
    execute(
        source, "UPDATE cache_metadata SET miss_count = miss_count + 1 WHERE resource_type = 'r1'");
    assertThat(
            query(
                source, "SELECT date, hit_count, miss_count FROM cache_stats_daily ORDER BY date"))
        .containsExactly("2026-01-01|720|264", "2026-01-02|720|264");
  }

  @Test
  void health_unknownTenant_isHealthyAndSaysThatNothingWasRead() throws SQLException {
    PGSimpleDataSource source = Database.migrated("unknown");
    assertThat(query(source, HEALTH))
        .containsExactly(
            "healthy|100|null|null|null|0|0|0|{}|"
                + "{\"No reads were recorded: check the tenant and tiercel.monitoring-enabled\"}");
  }

  @ParameterizedTest
  @CsvSource({
    // l1 hits, l2 hits, misses, invalidations: status, score, hit rate, l1 rate, l2 rate, issues
    "900, 60, 40, 0, healthy, 100, 96.00, 90.00, 60.00, 0",
    "800, 0, 200, 0, healthy, 100, 80.00, 80.00, 0.00, 0",
    "700, 0, 300, 0, healthy, 85, 70.00, 70.00, 0.00, 1",
    "400, 99, 501, 0, degraded, 60, 49.90, 40.00, 16.50, 1",
    "100, 390, 510, 0, degraded, 50, 49.00, 10.00, 43.33, 2",
    "100, 50, 850, 151, critical, 10, 15.00, 10.00, 5.56, 3",
    "0, 0, 99, 500, healthy, 100, 0.00, 0.00, 0.00, 0"
  })
  void health_readsOfTheLastHours_areJudged(
      int l1Hits,
      int l2Hits,
      int misses,
      int invalidations,
      String status,
      int score,
      String hitRate,
      String l1Rate,
      String l2Rate,
      int issues)
      throws SQLException {
    PGSimpleDataSource source = Database.migrated("health " + score + hitRate);
    hour(source, "tenant-id", "contacts", "now", l1Hits, l2Hits, misses);
    hour(source, "tenant-id", "contacts", "2026-01-01 00:00Z", 0, 0, 1_000_000);
    execute(source, "UPDATE cache_metadata SET invalidation_count = " + invalidations);
    assertThat(
            query(
                source,
                "SELECT status, score, hit_rate, l1_hit_rate, l2_hit_rate, cardinality(issues),"
                    + " cardinality(recommendations) FROM get_cache_health_report('tenant-id')"))
        .containsExactly(
            String.join(
                "|",
                status,
                Integer.toString(score),
                hitRate,
                l1Rate,
                l2Rate,
                Integer.toString(issues),
                Integer.toString(issues)));
  }

  @Test
  void queries_manyTenants_useTheIndexes() throws SQLException {
    PGSimpleDataSource source = Database.migrated("plans");
    execute(
        source,
        """
        INSERT INTO cache_metadata (tenant_id, resource_type, period_start, l1_hit_count, miss_count)
        SELECT 't' || t, 'r' || r, date_trunc('hour', now()) - h * interval '1 hour', 3, 1
          FROM generate_series(1, 100) AS t, generate_series(1, 5) AS r, generate_series(1, 100) AS h
        """);
    execute(
        source,
        """
        INSERT INTO cache_invalidation_logs (occurred_at, tenant_id, resource_type, reason, initiating_resource, node_id)
        SELECT now() - i * interval '1 second', 't' || i % 100, 'r', 'manual', 'r', 'n'
          FROM generate_series(1, 50000) AS i
        """);
    execute(source, "VACUUM ANALYZE");
    assertThat(plan(source, TOP)).contains("_pkey");
    assertThat(plan(source, DAILY)).contains("cache_stats_daily_pkey").doesNotContain("Seq Scan");
    assertThat(
            plan(
                source,
                "SELECT * FROM cache_invalidation_logs WHERE tenant_id = 'tenant-id'"
                    + " ORDER BY occurred_at DESC LIMIT 20"))
        .contains("_tenant_id_occurred_at_idx");
    assertThat(
            plan(
                source,
                "SELECT sum(hit_count) FROM cache_metadata WHERE tenant_id = 'tenant-id'"
                    + " AND period_start > current_timestamp - interval '25 hours'"))
        .contains("_pkey");
  }

  private static String plan(PGSimpleDataSource source, String sql) throws SQLException {
    return String.join("\n", query(source, "EXPLAIN " + sql));
  }

  /**
   * Adds to an hour as a writer does: every miss of L1 asks L2, every miss of both is followed by a
   * put of ten bytes.
   */
  private static void hour(
      PGSimpleDataSource source,
      String tenant,
      String resource,
      String instant,
      int l1,
      int l2,
      int misses)
      throws SQLException {
    execute(
        source,
        """
        INSERT INTO cache_metadata AS row (tenant_id, resource_type, period_start,
            l1_hit_count, l1_miss_count, l2_hit_count, l2_miss_count, miss_count, put_count, byte_count)
        VALUES ('%s', '%s', date_trunc('hour', timestamptz '%s'), %d, %d, %d, %d, %d, %d, %d)
        ON CONFLICT (tenant_id, period_start, resource_type) DO UPDATE
           SET l1_hit_count = row.l1_hit_count + excluded.l1_hit_count,
               l1_miss_count = row.l1_miss_count + excluded.l1_miss_count,
               l2_hit_count = row.l2_hit_count + excluded.l2_hit_count,
               l2_miss_count = row.l2_miss_count + excluded.l2_miss_count,
               miss_count = row.miss_count + excluded.miss_count,
               put_count = row.put_count + excluded.put_count,
               byte_count = row.byte_count + excluded.byte_count
        """
            .formatted(
                tenant,
                resource,
                instant,
                l1,
                l2 + misses,
                l2,
                misses,
                misses,
                misses,
                10 * misses));
  }
}
