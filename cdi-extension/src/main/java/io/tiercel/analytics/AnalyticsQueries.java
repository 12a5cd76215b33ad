/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was recorded of the caches of all nodes. As safe for threads as its entity manager.
 */
public final class AnalyticsQueries {
  private final EntityManager entities;

  /** Creates queries through an entity manager of the application. */
  public AnalyticsQueries(EntityManager entities) {
    this.entities = requireNonNull(entities, "entities");
  }

  /** Returns how well a tenant was served in the last 24 hours. */
  public HealthReport healthReport(String tenant) {
    Object[] row =
        (Object[])
            entities
                .createNativeQuery(
                    "SELECT status, score, hit_rate, hit_count,"
                        + " miss_count, invalidation_count, array_to_string(issues, CHR(10)),"
                        + " array_to_string(recommendations, CHR(10))"
                        + " FROM get_cache_health_report(CAST(?1 AS text))")
                .setParameter(1, tenant)
                .getSingleResult();
    return new HealthReport(
        text(row[0]),
        (int) number(row[1]),
        rate(row[2]),
        number(row[3]),
        number(row[4]),
        number(row[5]),
        lines(row[6]),
        lines(row[7]));
  }

  /**
   * Returns the newest days of a tenant, the newest first.
   *
   * @param most how many at most
   */
  public List<DailyStatistics> daily(String tenant, int most) {
    return rows(
            "SELECT CAST(date AS text), l1_hit_count, l2_hit_count, miss_count, put_count,"
                + " invalidation_count, byte_count, hit_rate FROM cache_stats_daily"
                + " WHERE tenant_id = ?1 ORDER BY date DESC",
            tenant,
            most)
        .stream()
        .map(
            row ->
                new DailyStatistics(
                    LocalDate.parse(text(row[0])),
                    number(row[1]),
                    number(row[2]),
                    number(row[3]),
                    number(row[4]),
                    number(row[5]),
                    number(row[6]),
                    rate(row[7])))
        .toList();
  }

  /**
   * Returns the resources of a tenant that were read most, the most read first.
   *
   * @param most how many at most
   */
  public List<ResourceStatistics> topResources(String tenant, int most) {
    return rows(
            "SELECT resource_type, SUM(hit_count), SUM(miss_count),"
                + " ROUND(SUM(hit_count) * 100 / NULLIF(SUM(hit_count + miss_count), 0), 2)"
                + " FROM cache_metadata WHERE tenant_id = ?1 GROUP BY resource_type"
                + " ORDER BY SUM(hit_count + miss_count) DESC, resource_type",
            tenant,
            most)
        .stream()
        .map(
            row ->
                new ResourceStatistics(text(row[0]), number(row[1]), number(row[2]), rate(row[3])))
        .toList();
  }

  private List<Object[]> rows(String sql, String tenant, int most) {
    List<?> found =
        entities.createNativeQuery(sql).setParameter(1, tenant).setMaxResults(most).getResultList();
    return found.stream().map(Object[].class::cast).toList();
  }

  private static String text(@Nullable Object column) {
    return String.valueOf(column);
  }

  private static long number(@Nullable Object column) {
    return column instanceof Number number ? number.longValue() : 0;
  }

  private static @Nullable Double rate(@Nullable Object column) {
    return column instanceof Number number ? number.doubleValue() : null;
  }

  private static List<String> lines(@Nullable Object column) {
    String text = column == null ? "" : column.toString();
    return text.isEmpty() ? List.of() : text.lines().toList();
  }
}
