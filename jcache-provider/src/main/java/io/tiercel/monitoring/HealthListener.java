/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring;

/** Hears when the status of the caches changes. */
@FunctionalInterface
public interface HealthListener {
  /**
   * The status changed. Called on the thread of the collection; must neither block nor throw.
   *
   * @param before how it was at the collection before
   * @param now how it is
   */
  void changed(CacheHealth before, CacheHealth now);
}
