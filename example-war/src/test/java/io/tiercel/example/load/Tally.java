/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What clients were answered: times of reads, and where they came from. One thread writes. */
final class Tally {
  private static final long LONGEST = TimeUnit.MINUTES.toNanos(3);

  private final Histogram reads = new Histogram(1_000, LONGEST, 3);
  private final TierCounts tiers = new TierCounts();
  private final List<TierCounts> seconds = new ArrayList<>();
  private long writes;

  /** Counts a read that ended in the given second of the run. */
  void read(Tier tier, long nanos, long second) {
    reads.recordValue(Math.min(nanos, LONGEST));
    tiers.add(tier);
    second((int) second).add(tier);
  }

  void write() {
    writes++;
  }

  /** Adds what another client was answered. */
  void add(Tally other) {
    reads.add(other.reads);
    tiers.add(other.tiers);
    for (int i = 0; i < other.seconds.size(); i++) {
      second(i).add(other.seconds.get(i));
    }
    writes += other.writes;
  }

  /** The time that the given percentage of reads did not take longer than, in milliseconds. */
  double millis(double percentile) {
    return reads.getValueAtPercentile(percentile) / 1e6;
  }

  long reads() {
    return reads.getTotalCount();
  }

  long writes() {
    return writes;
  }

  /** How many reads each tier answered. */
  TierCounts tiers() {
    return tiers;
  }

  /** The same for each second of the run. */
  List<TierCounts> seconds() {
    return List.copyOf(seconds);
  }

  private TierCounts second(int second) {
    while (seconds.size() <= second) {
      seconds.add(new TierCounts());
    }
    return seconds.get(second);
  }
}
