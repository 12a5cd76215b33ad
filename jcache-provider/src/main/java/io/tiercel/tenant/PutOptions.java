/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tenant;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a value is stored.
 *
 * @param timeToLive its life, positive; null for that of the resource
 * @param condition when it is stored
 * @param tags its tags; a tag is its tenant's, over all resources
 */
public record PutOptions(@Nullable Duration timeToLive, Condition condition, Set<String> tags) {
  /** Stored in any case, for the resource's time to live. */
  public static final PutOptions DEFAULT = new PutOptions(null, Condition.ALWAYS, Set.of());

  /** When a value is stored. */
  public enum Condition {
    /** In any case. */
    ALWAYS,
    /** Only where there is no entry. */
    IF_ABSENT,
    /** Only where there is an entry. */
    IF_PRESENT
  }

  /** Checks that the condition is there, and copies the tags. */
  public PutOptions {
    requireNonNull(condition, "condition");
    tags = Set.copyOf(tags);
  }

  /** Returns these options with a time to live. */
  public PutOptions withTimeToLive(Duration life) {
    return new PutOptions(requireNonNull(life, "timeToLive"), condition, tags);
  }

  /** Returns these options, storing only where there is no entry. */
  public PutOptions ifAbsent() {
    return new PutOptions(timeToLive, Condition.IF_ABSENT, tags);
  }

  /** Returns these options, storing only where there is an entry. */
  public PutOptions ifPresent() {
    return new PutOptions(timeToLive, Condition.IF_PRESENT, tags);
  }

  /** Returns these options with tags in place of any before. */
  public PutOptions withTags(String... newTags) {
    return new PutOptions(timeToLive, condition, Set.of(newTags));
  }
}
