/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

/** What operations that decide nothing do while L2 does not answer. */
public enum FailurePolicy {
  /** They go on with L1 and the source; what was written meanwhile is invalidated afterwards. */
  DEGRADE,
  /** They throw {@link io.tiercel.jcache.spi.TierUnavailableException}. */
  FAIL
}
