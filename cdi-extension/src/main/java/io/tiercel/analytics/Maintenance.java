/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import jakarta.persistence.EntityManager;

/**
 * Keeps the tables small: makes the partitions of the next month and drops old ones.
 *
 * @param store where the tables are
 * @param retentionDays how long rows are kept
 */
record Maintenance(JpaRowStore store, int retentionDays) implements Runnable {
  private static final System.Logger LOG = System.getLogger(Maintenance.class.getName());
  private static final int DAYS_OF_SUMS = 730;

  @Override
  @SuppressWarnings("checkstyle:IllegalCatch") // a persistence provider may throw anything
  public void run() {
    try {
      store.inTransaction(this::maintain);
    } catch (Exception failure) {
      LOG.log(System.Logger.Level.WARNING, Messages.notMaintained(), failure);
    }
  }

  private void maintain(EntityManager entities) {
    entities
        .createNativeQuery(
            "SELECT cache_analytics_maintain(CAST(?1 AS interval), CAST(?2 AS interval))")
        .setParameter(1, retentionDays + " days")
        .setParameter(2, Math.max(DAYS_OF_SUMS, retentionDays) + " days")
        .getSingleResult();
  }
}
