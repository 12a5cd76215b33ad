/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring;

import java.util.List;

/**
 * How the caches are. Each issue names the figure that led to it; the rules stand in
 * docs/reference/health.md.
 *
 * @param status the score in a word
 * @param score 0 to 100
 * @param l1Available whether L1 serves
 * @param l2Available whether L2 answers
 * @param issues what is wrong; empty where nothing is
 * @param recommendations what to do about it, in the order of the issues
 */
public record CacheHealth(
    Status status,
    int score,
    boolean l1Available,
    boolean l2Available,
    List<String> issues,
    List<String> recommendations) {

  /** A score in a word. */
  public enum Status {
    /** From 80. */
    HEALTHY,
    /** From 50. */
    DEGRADED,
    /** Below 50. */
    CRITICAL;

    static Status of(int score) {
      return score >= 80 ? HEALTHY : score >= 50 ? DEGRADED : CRITICAL;
    }
  }

  /** Copies the lists. */
  public CacheHealth {
    issues = List.copyOf(issues);
    recommendations = List.copyOf(recommendations);
  }

  /** Judges what was counted and how the tiers are. The same for the same arguments. */
  public static CacheHealth of(Counts counts, TierStates tiers) {
    return new HealthRules().judge(counts, tiers);
  }
}
