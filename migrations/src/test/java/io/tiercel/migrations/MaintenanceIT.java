/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.migrations;

import static io.tiercel.migrations.Database.execute;
import static io.tiercel.migrations.Database.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The partitions of months, and what keeps the tables small. */
class MaintenanceIT {
  private static final String MAINTAIN = "SELECT cache_analytics_maintain()";
  private static final String CHILDREN =
      "SELECT count(*) FROM pg_inherits WHERE inhparent = '%s'::regclass";

  @Test
  void migrate_fromBeforeThePartitions_keepsEveryRowAndCountsNoneTwice() throws SQLException {
    PGSimpleDataSource source = Database.empty("upgrade");
    flyway(source, "5").migrate();
    hour(source, "now()", 7);
    hour(source, "timestamptz '2026-01-01 10:00Z'", 5);
    execute(
        source,
        "INSERT INTO cache_invalidation_logs (tenant_id, resource_type, reason, initiating_resource,"
            + " node_id) VALUES ('a', 'r', 'manual', 'r', 'n')");
    execute(
        source,
        "INSERT INTO rate_limit_denials (tenant_id, limiter_name, subject, denial_count, degraded,"
            + " node_id) VALUES ('a', 'api', 'ip=1', 3, false, 'n')");
    TiercelMigrations.migrate(source);
    assertThat(query(source, "SELECT sum(put_count) FROM cache_metadata")).containsExactly("12");
    assertThat(query(source, "SELECT sum(put_count) FROM cache_stats_daily")).containsExactly("12");
    assertThat(query(source, "SELECT id, reason FROM cache_invalidation_logs"))
        .containsExactly("50|manual");
    assertThat(query(source, "SELECT id, denial_count FROM rate_limit_denials"))
        .containsExactly("50|3");
    hour(source, "now()", 1);
    assertThat(query(source, "SELECT sum(put_count) FROM cache_stats_daily")).containsExactly("13");
  }

  @Test
  void maintain_rowsOfThisMonthInTheDefaultPartition_movesThem() throws SQLException {
    PGSimpleDataSource source = Database.migrated("move");
    hour(source, "timestamptz '2026-01-01 10:00Z'", 5);
    execute(source, "SELECT cache_partition_add('cache_metadata', 'period_start', '2026-01-01')");
    assertThat(query(source, "SELECT put_count FROM cache_metadata_2026_01")).containsExactly("5");
    assertThat(query(source, "SELECT count(*) FROM cache_metadata_default")).containsExactly("0");
    hour(source, "timestamptz '2026-01-01 10:00Z'", 5);
    assertThat(query(source, "SELECT put_count FROM cache_metadata")).containsExactly("10");
    assertThat(query(source, "SELECT put_count FROM cache_stats_daily")).containsExactly("10");
  }

  @Test
  void maintain_oldMonths_dropsThemAndKeepsTheDays() throws SQLException {
    PGSimpleDataSource source = Database.migrated("old");
    execute(source, "SELECT cache_partition_add('cache_metadata', 'period_start', '2026-01-01')");
    hour(source, "timestamptz '2026-01-31 23:00Z'", 5);
    hour(source, "timestamptz '2025-12-31 23:00Z'", 6);
    hour(source, "timestamptz '2021-01-01 00:00Z'", 7);
    hour(source, "now()", 8);
    assertThat(query(source, MAINTAIN)).containsExactly("t");
    assertThat(query(source, "SELECT put_count FROM cache_metadata")).containsExactly("8");
    assertThat(query(source, "SELECT to_regclass('cache_metadata_2026_01')"))
        .containsExactly("null");
    assertThat(query(source, "SELECT put_count FROM cache_stats_daily ORDER BY date"))
        .as("days are kept two years")
        .containsExactly("6", "5", "8");
  }

  @Test
  void maintain_again_changesNothing() throws SQLException {
    PGSimpleDataSource source = Database.migrated("again");
    for (String table :
        List.of("cache_metadata", "cache_invalidation_logs", "rate_limit_denials")) {
      String children = CHILDREN.replace("%s", table);
      assertThat(query(source, children)).as(table).containsExactly("3");
      assertThat(query(source, MAINTAIN)).containsExactly("t");
      assertThat(query(source, children)).as(table).containsExactly("3");
    }
  }

  @Test
  void maintain_anotherIsAtIt_answersFalseAtOnce() throws SQLException {
    PGSimpleDataSource source = Database.migrated("locked");
    try (Connection other = source.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(MAINTAIN);
      assertThat(query(source, MAINTAIN)).containsExactly("f");
      other.commit();
    }
    assertThat(query(source, MAINTAIN)).containsExactly("t");
  }

  @Test
  void maintain_aWriterHoldsTheTable_givesUpAndWritersGoOn() throws SQLException {
    PGSimpleDataSource source = Database.migrated("held");
    try (Connection writer = source.getConnection();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("LOCK TABLE cache_metadata_default IN ROW EXCLUSIVE MODE");
      assertThatThrownBy(
              () ->
                  execute(
                      source,
                      "SET lock_timeout = '50ms'; SELECT cache_partition_add('cache_metadata',"
                          + " 'period_start', '2026-01-01')"))
          .hasMessageContaining("lock timeout");
      statement.execute(
          "INSERT INTO cache_metadata (tenant_id, resource_type, period_start)"
              + " VALUES ('a', 'r', '2026-01-01 10:00Z')");
      writer.commit();
    }
    assertThat(query(source, "SELECT to_regclass('cache_metadata_2026_01')"))
        .containsExactly("null");
  }

  @Test
  void maintain_keepsTooLittle_isRefused() throws SQLException {
    PGSimpleDataSource source = Database.migrated("little");
    assertThatThrownBy(() -> execute(source, "SELECT cache_analytics_maintain('1 hour')"))
        .hasMessageContaining("TIERCEL-7001")
        .hasMessageContaining("keep=01:00:00");
  }

  private static void hour(PGSimpleDataSource source, String time, int puts) throws SQLException {
    execute(
        source,
        "INSERT INTO cache_metadata AS row (tenant_id, resource_type, period_start, put_count)"
            + " VALUES ('a', 'r', date_trunc('hour', "
            + time
            + " AT TIME ZONE 'UTC') AT TIME ZONE 'UTC', "
            + puts
            + ") ON CONFLICT (tenant_id, period_start, resource_type)"
            + " DO UPDATE SET put_count = row.put_count + excluded.put_count");
  }

  private static Flyway flyway(PGSimpleDataSource source, String target) {
    return Flyway.configure()
        .dataSource(source)
        .locations(TiercelMigrations.LOCATION)
        .table(TiercelMigrations.HISTORY_TABLE)
        .target(target)
        .load();
  }
}
