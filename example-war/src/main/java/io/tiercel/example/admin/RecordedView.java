/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What all nodes recorded lately, as the tables have it.
 *
 * @param resources the resources that were read most
 * @param tenants the tenants that read most
 * @param invalidations the newest ones, the newest first
 * @param denials the calls that rate limits did not allow, by limiter
 * @param denialMinutes the same by minute, the earliest first; minutes without any are left out
 */
public record RecordedView(
    List<Reads> resources,
    List<Reads> tenants,
    List<Invalidation> invalidations,
    List<Denials> denials,
    List<Minute> denialMinutes) {
  /**
   * The reads of a tenant, or of a resource of it.
   *
   * @param tenant the tenant; empty for caches that no tenant owns
   * @param resource the resource; null for all of the tenant's
   * @param hits the reads that a tier answered
   * @param misses the reads that none answered
   * @param invalidations the invalidations
   */
  public record Reads(
      String tenant, @Nullable String resource, long hits, long misses, long invalidations) {}

  /**
   * One invalidation.
   *
   * @param at when
   * @param tenant the tenant; empty for a cache that no tenant owns
   * @param resource the resource whose entries are no longer served
   * @param entry the one entry that is meant, or null for all
   * @param reason manual, cascade, tag, entity or expiry
   * @param initiator the resource whose change began it
   * @param entries how many entries were met; null where they were not counted
   * @param node the node
   */
  public record Invalidation(
      Instant at,
      String tenant,
      String resource,
      @Nullable String entry,
      String reason,
      String initiator,
      @Nullable Long entries,
      String node) {}

  /**
   * The denials of a limiter to a tenant.
   *
   * @param limiter the limiter
   * @param tenant the tenant; empty if there was none
   * @param calls how many calls
   * @param latest when the latest of them was
   */
  public record Denials(String limiter, String tenant, long calls, Instant latest) {}

  /**
   * The denials of a minute.
   *
   * @param at its beginning
   * @param calls how many calls
   */
  public record Minute(Instant at, long calls) {}
}
