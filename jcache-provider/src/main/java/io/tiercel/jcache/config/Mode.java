/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

/** Which tiers a manager's caches have. */
public enum Mode {
  /** None: every read is a miss, and every annotated method runs. */
  OFF,
  /** L1 alone. */
  LOCAL,
  /** L2 alone. */
  REMOTE,
  /** L1 above L2. */
  TIERED
}
