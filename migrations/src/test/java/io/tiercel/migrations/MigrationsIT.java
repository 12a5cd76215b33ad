/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.migrations;

import static io.tiercel.migrations.Database.execute;
import static io.tiercel.migrations.Database.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

class MigrationsIT {
  private static final int NEWEST = 7;

  @Test
  void migrate_emptyDatabase_reachesTheNewestAndStaysThere() throws SQLException {
    PGSimpleDataSource source = Database.empty("fresh");
    assertThat(TiercelMigrations.migrate(source)).isEqualTo(NEWEST);
    assertThat(TiercelMigrations.migrate(source)).isZero();
    assertThat(
            query(
                source,
                "SELECT version FROM tiercel_schema_history WHERE success ORDER BY installed_rank"))
        .containsExactly("0001", "0002", "0003", "0004", "0005", "0006", "0007");
  }

  @Test
  void migrate_besideAnApplicationsOwn_bothReachTheirNewest() throws SQLException {
    PGSimpleDataSource source = Database.empty("beside");
    Flyway application =
        Flyway.configure().dataSource(source).locations("classpath:db/application").load();
    application.migrate();
    assertThat(TiercelMigrations.migrate(source)).isEqualTo(NEWEST);
    assertThat(application.migrate().migrationsExecuted).isZero();
    assertThat(query(source, "SELECT version FROM flyway_schema_history")).containsExactly("1");
    assertThat(query(source, "SELECT count(*) FROM contact, cache_metadata")).containsExactly("0");
  }

  @Test
  void migrate_otherSchema_theReportReadsThatSchema() throws SQLException {
    PGSimpleDataSource source = Database.empty("schemas");
    execute(source, "CREATE SCHEMA analytics");
    source.setCurrentSchema("analytics");
    TiercelMigrations.migrate(source);
    source.setCurrentSchema("public");
    execute(
        source,
        "INSERT INTO analytics.cache_metadata (tenant_id, resource_type, period_start, l1_hit_count)"
            + " VALUES ('a', 'contacts', date_trunc('hour', now()), 7)");
    assertThat(query(source, "SELECT hit_count FROM analytics.get_cache_health_report('a')"))
        .containsExactly("7");
  }

  @Test
  void migrate_everyTableColumnAndFunction_hasAComment() throws SQLException {
    PGSimpleDataSource source = Database.migrated("comments");
    assertThat(
            query(
                source,
                """
                SELECT table_name, column_name
                  FROM information_schema.columns
                 WHERE table_schema = 'public' AND table_name ~ '^(cache|rate_limit)'
                   AND NOT (SELECT relispartition FROM pg_class WHERE oid = table_name::regclass)
                   AND col_description(table_name::regclass, ordinal_position) IS NULL
                 UNION ALL
                SELECT relname, 'table' FROM pg_class
                 WHERE relname ~ '^(cache|rate_limit)' AND relkind IN ('r', 'p') AND NOT relispartition AND obj_description(oid, 'pg_class') IS NULL
                 UNION ALL
                SELECT proname, 'function' FROM pg_proc
                 WHERE proname LIKE '%cache%' AND pronamespace = 'public'::regnamespace
                   AND obj_description(oid, 'pg_proc') IS NULL
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "cache_metadata_counts_check; INSERT INTO cache_metadata (tenant_id, resource_type, period_start, put_count) VALUES ('a', 'b', '2026-01-01 10:00Z', -1)",
        "cache_metadata_period_start_check; INSERT INTO cache_metadata (tenant_id, resource_type, period_start) VALUES ('a', 'b', '2026-01-01 10:30Z')",
        "cache_metadata_resource_type_check; INSERT INTO cache_metadata (tenant_id, resource_type, period_start) VALUES ('a', '', '2026-01-01 10:00Z')",
        "cache_invalidation_logs_reason_check; INSERT INTO cache_invalidation_logs (tenant_id, resource_type, reason, initiating_resource, node_id) VALUES ('a', 'b', 'whim', 'b', 'n')",
        "cache_invalidation_logs_entry_count_check; INSERT INTO cache_invalidation_logs (tenant_id, resource_type, reason, entry_count, initiating_resource, node_id) VALUES ('a', 'b', 'tag', -1, 'b', 'n')",
        "rate_limit_denials_denial_count_check; INSERT INTO rate_limit_denials (tenant_id, limiter_name, subject, denial_count, degraded, node_id) VALUES ('a', 'api', 'ip=1', 0, false, 'n')"
      })
  void insert_againstARule_isRefusedByItsName(String rule, String sql) throws SQLException {
    PGSimpleDataSource source = Database.migrated(rule);
    assertThatThrownBy(() -> execute(source, sql)).hasMessageContaining(rule);
  }

  @Test
  void invalidationLog_twoRowsWithoutId_haveDifferentIdsInBlocksOfFifty() throws SQLException {
    PGSimpleDataSource source = Database.migrated("ids");
    String insert =
        "INSERT INTO cache_invalidation_logs (tenant_id, resource_type, reason, initiating_resource, node_id)"
            + " VALUES ('a', 'conversations', 'cascade', 'messages', 'n1')";
    execute(source, insert);
    execute(source, insert);
    assertThat(
            query(
                source,
                "SELECT id, entry_id, entry_count FROM cache_invalidation_logs ORDER BY id"))
        .containsExactly("50|null|null", "100|null|null");
  }
}
