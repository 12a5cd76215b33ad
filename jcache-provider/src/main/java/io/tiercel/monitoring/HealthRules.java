/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.monitoring;

import static io.tiercel.monitoring.TierStates.State.ABSENT;
import static io.tiercel.monitoring.TierStates.State.AVAILABLE;
import static io.tiercel.monitoring.TierStates.State.UNAVAILABLE;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of {@link CacheHealth}, one judgement each. Those on reads and invalidations are those
 * of the database function {@code get_cache_health_report}, to the letter. Not safe for many
 * threads.
 */
final class HealthRules {
  private static final int JUDGED_FROM = 100;

  private final List<String> issues = new ArrayList<>();
  private final List<String> recommendations = new ArrayList<>();
  private int score = 100;

  CacheHealth judge(Counts counts, TierStates tiers) {
    if (tiers.l1() == ABSENT && tiers.l2() == ABSENT) {
      find(0, "Caching is off: every read is a miss", "Set tiercel.enabled=true to cache");
    } else {
      judgeTiers(tiers);
      judgeReads(counts);
      judgeRoom(counts);
      judgeValues(counts);
    }
    int total = Math.max(score, 0);
    return new CacheHealth(
        CacheHealth.Status.of(total),
        total,
        tiers.l1() == AVAILABLE,
        tiers.l2() == AVAILABLE,
        issues,
        recommendations);
  }

  private void judgeTiers(TierStates tiers) {
    if (tiers.l2() == UNAVAILABLE) {
      find(
          40,
          "L2 does not answer: " + tiers.failure(),
          "Check the server, tiercel.l2.address and the network; reads from L1 are bounded to copies"
              + " of "
              + tiers.staleBound().toSeconds()
              + " s (tiercel.l1.degraded-max-age-seconds)");
    } else if (tiers.l1() == UNAVAILABLE) {
      find(
          10,
          "L1 is not served: changes of other nodes are not heard",
          "Wait a moment after a start; else check that the server lets this node subscribe");
    }
  }

  private void judgeReads(Counts counts) {
    long reads = counts.reads();
    if (reads == 0) {
      recommendations.add(
          "No reads were recorded: check the tenant and tiercel.monitoring-enabled");
    }
    if (reads < JUDGED_FROM) {
      return;
    }
    BigDecimal rate = Counts.percent(counts.hits(), reads);
    if (below(rate, 80)) {
      find(
          below(rate, 20) ? 60 : below(rate, 50) ? 40 : 15,
          "Low hit rate: " + rate + " of 100 reads",
          "Raise tiercel.l2.ttl-seconds, warm what is read first, or review what invalidates it");
    }
    if (counts.invalidations() > counts.hits()) {
      find(
          20,
          "More invalidations than hits: " + counts.invalidations() + " and " + counts.hits(),
          "Invalidate single entries in place of whole resources, or shorten the cascade");
    }
    long l1Reads = counts.get(Measure.L1_HITS) + counts.get(Measure.L1_MISSES);
    BigDecimal l1Rate = Counts.percent(counts.get(Measure.L1_HITS), l1Reads);
    if (l1Reads >= JUDGED_FROM && below(l1Rate, 20)) {
      find(
          10,
          "L1 seldom answers: " + l1Rate + " of 100 reads",
          "Raise tiercel.l1.max-entries or tiercel.l1.ttl-seconds, or turn L1 off for this"
              + " resource");
    }
  }

  private void judgeRoom(Counts counts) {
    long evictions = counts.get(Measure.EVICTIONS);
    long misses = counts.get(Measure.L1_MISSES);
    if (evictions >= JUDGED_FROM && 2 * evictions > misses) {
      find(
          10,
          "L1 has too little room: " + evictions + " evictions for " + misses + " misses",
          "Raise tiercel.l1.max-entries or tiercel.l1.max-size-mb, or turn L1 off for large values");
    }
  }

  private void judgeValues(Counts counts) {
    long undecodable = counts.get(Measure.UNDECODABLE);
    if (undecodable >= JUDGED_FROM) {
      find(
          10,
          "Values in L2 cannot be decoded: " + undecodable,
          "Raise tiercel.caches.<resource>.version with the class, or check tiercel.codec.allow");
    }
  }

  private void find(int points, String issue, String recommendation) {
    score -= points;
    issues.add(issue);
    recommendations.add(recommendation);
  }

  private static boolean below(BigDecimal rate, int percent) {
    return rate.compareTo(BigDecimal.valueOf(percent)) < 0;
  }
}
