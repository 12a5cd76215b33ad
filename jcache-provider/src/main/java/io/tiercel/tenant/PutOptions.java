/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tenant;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a value is stored.
 *
 * @param timeToLive its life, positive; null for that of the resource
 * @param condition when it is stored
 */
public record PutOptions(@Nullable Duration timeToLive, Condition condition) {
  /** Stored in any case, for the resource's time to live. */
  public static final PutOptions DEFAULT = new PutOptions(null, Condition.ALWAYS);

  /** When a value is stored. */
  public enum Condition {
    /** In any case. */
    ALWAYS,
    /** Only where there is no entry. */
    IF_ABSENT,
    /** Only where there is an entry. */
    IF_PRESENT
  }

  /** Checks that the condition is there. */
  public PutOptions {
    requireNonNull(condition, "condition");
  }

  /** Returns these options with a time to live. */
  public PutOptions withTimeToLive(Duration life) {
    return new PutOptions(requireNonNull(life, "timeToLive"), condition);
  }

  /** Returns these options, storing only where there is no entry. */
  public PutOptions ifAbsent() {
    return new PutOptions(timeToLive, Condition.IF_ABSENT);
  }

  /** Returns these options, storing only where there is an entry. */
  public PutOptions ifPresent() {
    return new PutOptions(timeToLive, Condition.IF_PRESENT);
  }
}
