/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.monitor;

import io.tiercel.monitoring.CacheAnalytics;
import io.tiercel.monitoring.CacheMonitorMXBean;
import io.tiercel.monitoring.Latency;
import io.tiercel.monitoring.Measure;
import java.util.List;
import java.util.Locale;

/**
 * What JMX shows of a manager.
 *
 * @param analytics the manager's analytics
 */
public record MonitorBean(CacheAnalytics analytics) implements CacheMonitorMXBean {
  private static final double NANOS_PER_MICRO = 1000;

  @Override
  public String getStatus() {
    return analytics.health().status().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public int getScore() {
    return analytics.health().score();
  }

  @Override
  public boolean isL1Available() {
    return analytics.health().l1Available();
  }

  @Override
  public boolean isL2Available() {
    return analytics.health().l2Available();
  }

  @Override
  public List<String> getIssues() {
    return analytics.health().issues();
  }

  @Override
  public List<String> getRecommendations() {
    return analytics.health().recommendations();
  }

  @Override
  public long getL1Hits() {
    return count(Measure.L1_HITS);
  }

  @Override
  public long getL2Hits() {
    return count(Measure.L2_HITS);
  }

  @Override
  public long getMisses() {
    return count(Measure.MISSES);
  }

  @Override
  public double getHitRate() {
    return analytics.currentMetrics().counts().hitRate();
  }

  @Override
  public long getInvalidations() {
    return analytics.currentMetrics().counts().invalidations();
  }

  @Override
  public long getEvictions() {
    return count(Measure.EVICTIONS);
  }

  @Override
  public double getL1P95Micros() {
    return p95(analytics.currentMetrics().latencies().l1());
  }

  @Override
  public double getL2P95Micros() {
    return p95(analytics.currentMetrics().latencies().l2());
  }

  @Override
  public double getL3P95Micros() {
    return p95(analytics.currentMetrics().latencies().l3());
  }

  @Override
  public String exportMetrics() {
    return analytics.exportMetrics();
  }

  private long count(Measure measure) {
    return analytics.currentMetrics().counts().get(measure);
  }

  private static double p95(Latency latency) {
    return latency.p95().toNanos() / NANOS_PER_MICRO;
  }
}
