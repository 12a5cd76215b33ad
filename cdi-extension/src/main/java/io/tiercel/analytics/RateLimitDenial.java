/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code rate_limit_denials}: calls of one subject within a moment that a limiter did
 * not allow. A persistent entity of the application's unit that lists {@code
 * META-INF/tiercel-analytics-orm.xml}.
 */
public class RateLimitDenial {
  private @Nullable Long id;
  private OffsetDateTime occurredAt;
  private String tenantId;
  private String limiterName;
  private String subject;
  private long denialCount;
  private boolean degraded;
  private String nodeId;

  /** Creates an empty row; the persistence provider fills it. */
  @SuppressWarnings("NullAway.Init") // the provider sets every field
  protected RateLimitDenial() {}

  RateLimitDenial(Denial denial, long count, Instant instant, String node) {
    occurredAt = instant.atOffset(ZoneOffset.UTC);
    tenantId = denial.tenant() == null ? "" : denial.tenant();
    limiterName = denial.limiter();
    subject = denial.subject();
    denialCount = count;
    degraded = denial.degraded();
    nodeId = node;
  }

  /** Returns the row's number, or null before it is stored. Numbers are not in order of time. */
  public @Nullable Long id() {
    return id;
  }

  /** Returns the end of the moment, by the clock of the node. */
  public OffsetDateTime occurredAt() {
    return occurredAt;
  }

  /** Returns the tenant of the calls; empty if there was none. */
  public String tenantId() {
    return tenantId;
  }

  /** Returns the limiter's name. */
  public String limiterName() {
    return limiterName;
  }

  /** Returns who asked, as the limiter counts them. */
  public String subject() {
    return subject;
  }

  /** Returns the number of calls that were not allowed, at least 1. */
  public long denialCount() {
    return denialCount;
  }

  /** Tells whether the node decided without Redis. */
  public boolean degraded() {
    return degraded;
  }

  /** Returns the node that did not allow them. */
  public String nodeId() {
    return nodeId;
  }
}
