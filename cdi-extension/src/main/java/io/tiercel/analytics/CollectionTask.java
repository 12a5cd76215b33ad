/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.analytics;

import io.tiercel.monitoring.CacheAnalytics;

/**
 * What is done at each interval: metrics are collected, which judges the health, and recorded; once
 * a day the tables are kept small. A part that fails is told, and the next interval comes.
 */
final class CollectionTask implements Runnable {
  private static final System.Logger LOG = System.getLogger(CollectionTask.class.getName());

  private final CacheAnalytics analytics;
  private final Runnable record;
  private final Runnable maintain;
  private final int intervalsPerDay;
  private int intervals;

  /**
   * Creates the task.
   *
   * @param analytics what is collected
   * @param record records what was collected
   * @param maintain keeps the tables small
   * @param intervalsPerDay how many intervals a day has
   */
  CollectionTask(
      CacheAnalytics analytics, Runnable record, Runnable maintain, int intervalsPerDay) {
    this.analytics = analytics;
    this.record = record;
    this.maintain = maintain;
    this.intervalsPerDay = intervalsPerDay;
  }

  @Override
  public void run() {
    attempt(analytics::collect);
    attempt(record);
    if (intervals++ % intervalsPerDay == 0) {
      attempt(maintain);
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // an executor would end what fails once
  private static void attempt(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException failure) {
      LOG.log(System.Logger.Level.WARNING, Messages.intervalFailed(), failure);
    }
  }
}
