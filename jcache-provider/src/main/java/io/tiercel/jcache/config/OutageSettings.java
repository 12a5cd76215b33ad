/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What happens while L2 does not answer.
 *
 * @param onOutage what operations that decide nothing do ({@code on-outage})
 * @param onOutageAtomic what operations that answer a decision do ({@code on-outage-atomic})
 * @param degradedMaxAge how long L1 serves a copy after the loss of L2, zero for not at all ({@code
 *     l1.degraded-max-age-seconds})
 */
public record OutageSettings(
    FailurePolicy onOutage, AtomicFailurePolicy onOutageAtomic, Duration degradedMaxAge) {

  /**
   * Checks that all are there.
   *
   * @throws IllegalArgumentException if the age is negative
   */
  public OutageSettings {
    requireNonNull(onOutage, "onOutage");
    requireNonNull(onOutageAtomic, "onOutageAtomic");
    Checks.notNegative("l1.degraded-max-age-seconds", degradedMaxAge);
  }
}
