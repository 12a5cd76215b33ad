/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Which tiers there are, and whether they serve.
 *
 * @param l1 L1
 * @param l2 L2
 * @param failure why L2 does not answer; empty where it does
 * @param staleBound how old a copy may be that L1 serves while L2 does not answer
 */
public record TierStates(State l1, State l2, String failure, Duration staleBound) {
  /** How a tier is. */
  public enum State {
    /** It is switched off, or not configured. */
    ABSENT,
    /** It serves. */
    AVAILABLE,
    /** It should serve and does not. */
    UNAVAILABLE
  }

  /** Checks that all are there. */
  public TierStates {
    requireNonNull(l1, "l1");
    requireNonNull(l2, "l2");
    requireNonNull(failure, "failure");
    requireNonNull(staleBound, "staleBound");
  }
}
