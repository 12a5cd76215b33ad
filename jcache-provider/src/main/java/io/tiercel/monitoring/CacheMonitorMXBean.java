/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring;

import java.util.List;

/**
 * The tiers of a cache manager and their health as JMX shows them, under the name {@code
 * io.tiercel:type=CacheMonitor,CacheManager=<URI>}. Times are in microseconds, rates in percent,
 * counts since the manager was opened.
 */
public interface CacheMonitorMXBean {
  /** Returns healthy, degraded or critical. */
  String getStatus();

  /** Returns the score, 0 to 100. */
  int getScore();

  /** Tells whether L1 serves. */
  boolean isL1Available();

  /** Tells whether L2 answers. */
  boolean isL2Available();

  /** Returns what is wrong. */
  List<String> getIssues();

  /** Returns what to do about it. */
  List<String> getRecommendations();

  /** Returns the reads that L1 answered. */
  long getL1Hits();

  /** Returns the reads that L2 answered. */
  long getL2Hits();

  /** Returns the reads that no tier above the source answered. */
  long getMisses();

  /** Returns how many of 100 reads were hits. */
  double getHitRate();

  /** Returns the invalidations. */
  long getInvalidations();

  /** Returns the entries and copies that left L1 for want of room. */
  long getEvictions();

  /** Returns the time that 95 of 100 hits in L1 did not exceed. */
  double getL1P95Micros();

  /** Returns the time that 95 of 100 reads of L2 did not exceed. */
  double getL2P95Micros();

  /** Returns the time that 95 of 100 calls of the source did not exceed. */
  double getL3P95Micros();

  /** Returns the metrics as JSON. */
  String exportMetrics();
}
