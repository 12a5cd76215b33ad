/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.admin;

import io.tiercel.example.rest.InboxUnit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what all nodes recorded of their caches: of the last day, denials of the last hour. The
 * statements are of tables that Tiercel's migrations make.
 */
@ApplicationScoped
public class Recorded {
  private static final String OF_TENANT = " (cast(?1 as text) = '' or tenant_id = ?1) ";
  private static final String LAST_DAY = " period_start > now() - interval '25 hours' ";
  private static final String LAST_HOUR = " occurred_at > now() - interval '1 hour' ";
  private static final int MOST_READ = 10;
  private static final int NEWEST = 100;
  private static final int MINUTES = 61;

  @Inject @InboxUnit EntityManager entities;

  /**
   * Returns what was recorded.
   *
   * @param tenant of which tenant; null of all
   */
  public RecordedView of(@Nullable String tenant) {
    String id = tenant == null ? "" : tenant;
    return new RecordedView(
        resources(id), tenants(id), invalidations(id), denials(id), denialMinutes(id));
  }

  private List<RecordedView.Reads> resources(String tenant) {
    return rows(
        "select tenant_id, resource_type, sum(hit_count), sum(miss_count), sum(invalidation_count)"
            + " from cache_metadata where"
            + OF_TENANT
            + "and"
            + LAST_DAY
            + "group by tenant_id, resource_type"
            + " order by sum(hit_count + miss_count) desc, tenant_id, resource_type",
        tenant,
        MOST_READ,
        Recorded::reads);
  }

  private List<RecordedView.Reads> tenants(String tenant) {
    return rows(
        "select tenant_id, null, sum(hit_count), sum(miss_count), sum(invalidation_count)"
            + " from cache_metadata where"
            + OF_TENANT
            + "and"
            + LAST_DAY
            + "group by tenant_id order by sum(hit_count + miss_count) desc, tenant_id",
        tenant,
        MOST_READ,
        Recorded::reads);
  }

  private List<RecordedView.Invalidation> invalidations(String tenant) {
    return rows(
        "select extract(epoch from occurred_at), tenant_id, resource_type, entry_id, reason,"
            + " initiating_resource, entry_count, node_id from cache_invalidation_logs where"
            + OF_TENANT
            + "and occurred_at > now() - interval '1 day' order by occurred_at desc, id desc",
        tenant,
        NEWEST,
        row ->
            new RecordedView.Invalidation(
                instant(row[0]),
                text(row[1]),
                text(row[2]),
                (String) row[3],
                text(row[4]),
                text(row[5]),
                row[6] == null ? null : number(row[6]),
                text(row[7])));
  }

  private List<RecordedView.Denials> denials(String tenant) {
    return rows(
        "select limiter_name, tenant_id, sum(denial_count), extract(epoch from max(occurred_at))"
            + " from rate_limit_denials where"
            + OF_TENANT
            + "and"
            + LAST_HOUR
            + "group by limiter_name, tenant_id order by 3 desc, 1, 2",
        tenant,
        MOST_READ,
        row ->
            new RecordedView.Denials(text(row[0]), text(row[1]), number(row[2]), instant(row[3])));
  }

  private List<RecordedView.Minute> denialMinutes(String tenant) {
    return rows(
        "select extract(epoch from date_trunc('minute', occurred_at)), sum(denial_count)"
            + " from rate_limit_denials where"
            + OF_TENANT
            + "and"
            + LAST_HOUR
            + "group by 1 order by 1",
        tenant,
        MINUTES,
        row -> new RecordedView.Minute(instant(row[0]), number(row[1])));
  }

  private <T> List<T> rows(String sql, String tenant, int most, Function<Object[], T> view) {
    List<?> found =
        entities.createNativeQuery(sql).setParameter(1, tenant).setMaxResults(most).getResultList();
    return found.stream().map(Object[].class::cast).map(view).toList();
  }

  private static RecordedView.Reads reads(Object[] row) {
    return new RecordedView.Reads(
        text(row[0]), (String) row[1], number(row[2]), number(row[3]), number(row[4]));
  }

  private static String text(Object column) {
    return (String) column;
  }

  private static long number(Object column) {
    return ((Number) column).longValue();
  }

  private static Instant instant(Object epochSeconds) {
    return Instant.ofEpochMilli(Math.round(((Number) epochSeconds).doubleValue() * 1000));
  }
}
