/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.spi;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One resource of one tenant that lost its cached entries, or one of them.
 *
 * @param tenant the tenant, or null for a cache that no tenant owns
 * @param resource the resource whose entries are no longer served
 * @param id the one entry that is meant or whose change began it, as text, or null
 * @param reason why
 * @param initiator the resource whose change began it; equals {@code resource} unless it cascaded
 */
public record Invalidation(
    @Nullable String tenant,
    String resource,
    @Nullable String id,
    Reason reason,
    String initiator) {

  /** Why entries were invalidated. */
  public enum Reason {
    /** An application or an annotation asked for it. */
    MANUAL,
    /** A resource that this one depends on was invalidated. */
    CASCADE,
    /** A tag that the entries carry was invalidated. */
    TAG,
    /** A persistent entity changed. */
    ENTITY
  }

  /** Checks that the resource, the reason and the initiator are there. */
  public Invalidation {
    requireNonNull(resource, "resource");
    requireNonNull(reason, "reason");
    requireNonNull(initiator, "initiator");
  }
}
