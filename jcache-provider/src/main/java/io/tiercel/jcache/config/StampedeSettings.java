/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How many callers that miss the same key are kept from loading it at once.
 *
 * @param loadTimeout how long a load may take to be stored, and how long others wait for it before
 *     they load for themselves; positive ({@code stampede.load-timeout-ms})
 * @param loads what keeps loads apart in caches that say nothing of their own
 */
public record StampedeSettings(Duration loadTimeout, LoadSettings loads) {
  /**
   * Checks the bound.
   *
   * @throws IllegalArgumentException if the time is not positive
   */
  public StampedeSettings {
    requireNonNull(loads, "loads");
    Checks.positive("stampede.load-timeout-ms", loadTimeout);
  }
}
