/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.jcache.spi.Invalidation;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code cache_invalidation_logs}: what was no longer served, when and why. A persistent
 * entity of the application's unit that lists {@code META-INF/tiercel-analytics-orm.xml}.
 */
public class InvalidationLog {
  private @Nullable Long id;
  private OffsetDateTime occurredAt;
  private String tenantId;
  private String resourceType;
  private @Nullable String entryId;
  private String reason;
  private @Nullable Long entryCount;
  private String initiatingResource;
  private String nodeId;

  /** Creates an empty row; the persistence provider fills it. */
  @SuppressWarnings("NullAway.Init") // the provider sets every field
  protected InvalidationLog() {}

  /**
   * Creates a row.
   *
   * @param counted what was invalidated, and why
   * @param node the node that invalidated
   */
  InvalidationLog(CountedInvalidation counted, String node) {
    Invalidation invalidation = counted.invalidation();
    occurredAt = counted.instant().atOffset(ZoneOffset.UTC);
    entryCount = counted.count();
    tenantId = invalidation.tenant() == null ? "" : invalidation.tenant();
    resourceType = invalidation.resource();
    entryId = invalidation.id();
    reason = invalidation.reason().name().toLowerCase(Locale.ROOT);
    initiatingResource = invalidation.initiator();
    nodeId = node;
  }

  /** Returns the row's number, or null before it is stored. Numbers are not in order of time. */
  public @Nullable Long id() {
    return id;
  }

  /** Returns when it took effect, by the clock of the node. */
  public OffsetDateTime occurredAt() {
    return occurredAt;
  }

  /** Returns the tenant's id; empty for a cache that no tenant owns. */
  public String tenantId() {
    return tenantId;
  }

  /** Returns the resource whose entries are no longer served. */
  public String resourceType() {
    return resourceType;
  }

  /** Returns the one entry that is meant, or null for all entries of the resource. */
  public @Nullable String entryId() {
    return entryId;
  }

  /** Returns why: {@code manual}, {@code cascade}, {@code tag} or {@code entity}. */
  public String reason() {
    return reason;
  }

  /** Returns the number of entries that were met, or null where they were not counted. */
  public @Nullable Long entryCount() {
    return entryCount;
  }

  /** Returns the resource whose change began it. */
  public String initiatingResource() {
    return initiatingResource;
  }

  /** Returns the node that invalidated. */
  public String nodeId() {
    return nodeId;
  }
}
