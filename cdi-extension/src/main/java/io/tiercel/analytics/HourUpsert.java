/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.monitoring.Counts;
import io.tiercel.monitoring.Measure;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;

/** Adds to rows of {@code cache_metadata}, which other nodes add to as well. */
final class HourUpsert {
  private static final int ROWS_PER_STATEMENT = 100;
  private static final List<String> COUNTS =
      List.of(
          "l1_hit_count",
          "l1_miss_count",
          "l2_hit_count",
          "l2_miss_count",
          "miss_count",
          "put_count",
          "invalidation_count",
          "byte_count");

  private HourUpsert() {}

  /** Adds rows, in their order, in the transaction of the entity manager. */
  static void add(EntityManager entities, List<HourRow> rows) {
    for (int from = 0; from < rows.size(); from += ROWS_PER_STATEMENT) {
      List<HourRow> some = rows.subList(from, Math.min(rows.size(), from + ROWS_PER_STATEMENT));
      Query query = entities.createNativeQuery(statement(some.size()));
      List<Object> values = new ArrayList<>();
      some.forEach(row -> addValues(row, values));
      for (int i = 0; i < values.size(); i++) {
        query.setParameter(i + 1, values.get(i));
      }
      query.executeUpdate();
    }
  }

  private static void addValues(HourRow row, List<Object> values) {
    Counts counts = row.counts();
    values.add(row.tenant());
    values.add(row.resource());
    values.add(row.hour().toString());
    values.add(counts.get(Measure.L1_HITS));
    values.add(counts.get(Measure.L1_MISSES));
    values.add(counts.get(Measure.L2_HITS));
    values.add(counts.get(Measure.L2_MISSES));
    values.add(counts.misses());
    values.add(counts.get(Measure.PUTS));
    values.add(counts.invalidations());
    values.add(counts.get(Measure.BYTES));
  }

  private static String statement(int rows) {
    StringBuilder sql = new StringBuilder("INSERT INTO cache_metadata AS present");
    sql.append(" (tenant_id, resource_type, period_start, ");
    sql.append(String.join(", ", COUNTS)).append(") VALUES ");
    int parameter = 0;
    for (int row = 0; row < rows; row++) {
      sql.append(row == 0 ? "(" : ", (");
      sql.append('?').append(++parameter).append(", ?").append(++parameter);
      // Providers differ in how they bind times, and agree in how they bind texts.
      sql.append(", CAST(?").append(++parameter).append(" AS timestamptz)");
      for (int count = 0; count < COUNTS.size(); count++) {
        sql.append(", ?").append(++parameter);
      }
      sql.append(')');
    }
    sql.append(" ON CONFLICT (tenant_id, period_start, resource_type) DO UPDATE SET ");
    sql.append(
        String.join(
            ", ",
            COUNTS.stream()
                .map(count -> count + " = present." + count + " + excluded." + count)
                .toList()));
    return sql.toString();
  }
}
