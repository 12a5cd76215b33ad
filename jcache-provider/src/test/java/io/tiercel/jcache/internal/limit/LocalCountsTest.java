/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.ratelimit.Limit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LocalCountsTest {
  private static final long SECOND = 1_000_000_000;

  /** Begins at the border of a minute that is no multiple of anything else. */
  private final AtomicLong nanos = new AtomicLong(-60 * SECOND * 7919);

  private final LocalCounts counts = counts(Limit.of(100, Duration.ofMinutes(1)));

  @Test
  void acquire_overTheShare_isDeniedUntilItsWaitIsOver() {
    for (int i = 0; i < 33; i++) {
      assertThat(acquire("a", 3).allowed()).as("call %s", i).isTrue();
    }
    Reading denied = acquire("a", 3);
    assertThat(denied.allowed()).isFalse();
    assertThat(denied.remaining()).isEqualTo(1);
    assertThat(acquire("b", 3).allowed()).as("another subject").isTrue();
    nanos.addAndGet((denied.waitMicros() - 1) * 1000);
    assertThat(acquire("a", 3).allowed()).as("early").isFalse();
    nanos.addAndGet(1000);
    assertThat(acquire("a", 3).allowed()).as("in time").isTrue();
  }

  @Test
  void acquire_windowBefore_countsByTheCoveredPart() {
    assertThat(counts.acquire("a", 100, 1).get(0).allowed()).isTrue();
    nanos.addAndGet(60 * SECOND + 45 * SECOND);
    assertThat(counts.acquire("a", 76, 1).get(0).allowed()).isFalse();
    assertThat(counts.acquire("a", 75, 1).get(0).allowed()).isTrue();
  }

  @Test
  void acquire_moreThanTheShare_isDeniedForAWindow() {
    Reading reading = counts.acquire("a", 60, 2).get(0);
    assertThat(reading.allowed()).isFalse();
    assertThat(counts.acquire("a", 50, 2).get(0).allowed()).isTrue();
    assertThat(counts.acquire("a", 60, 2).get(0).waitMicros()).isEqualTo(60_000_000);
  }

  @Test
  void acquire_moreNodesThanPermits_leavesOne() {
    assertThat(counts.acquire("a", 1, 1000).get(0).allowed()).isTrue();
    assertThat(counts.acquire("a", 1, 1000).get(0).allowed()).isFalse();
  }

  @Test
  void acquire_deniedByOneLimit_takesFromNone() {
    LocalCounts both =
        counts(Limit.of(2, Duration.ofSeconds(1)), Limit.of(3, Duration.ofMinutes(1)));
    assertThat(both.acquire("a", 2, 1)).extracting(Reading::allowed).containsExactly(true, true);
    assertThat(both.acquire("a", 1, 1)).extracting(Reading::allowed).containsExactly(false, true);
    nanos.addAndGet(2 * SECOND);
    List<Reading> readings = both.acquire("a", 1, 1);
    assertThat(readings).extracting(Reading::allowed).containsExactly(true, true);
    assertThat(readings.get(1).remaining()).isZero();
  }

  @Test
  void drain_taken_isToldOnceAndForgotten() {
    acquire("a", 7);
    assertThat(counts.drain("b")).containsExactly(0);
    assertThat(counts.drain("a")).containsExactly(7);
    assertThat(counts.drain("a")).containsExactly(0);
    assertThat(counts.size()).isZero();
  }

  @Test
  void restore_drained_countsOn() {
    acquire("a", 90);
    counts.restore("a", counts.drain("a"));
    counts.restore("b", new long[1]);
    assertThat(counts.acquire("a", 11, 1).get(0).allowed()).isFalse();
    assertThat(counts.size()).isEqualTo(1);
  }

  @Test
  void manySubjects_unused_areForgotten() {
    for (int i = 0; i < 5_000; i++) {
      acquire("s" + i, 1);
      nanos.addAndGet(SECOND);
    }
    assertThat(counts.size()).isLessThan(2_100);
  }

  @Test
  void manySubjects_allUsed_areBoundedAndFurtherOnesShareOneCount() {
    for (int i = 0; i < 100_000; i++) {
      acquire("s" + i, 1);
    }
    assertThat(counts.acquire("x", 100, 1).get(0).allowed()).isTrue();
    assertThat(counts.acquire("y", 1, 1).get(0).allowed()).as("shares the count").isFalse();
    assertThat(counts.acquire("s7", 99, 1).get(0).allowed()).as("has its own").isTrue();
    assertThat(counts.size()).isEqualTo(100_001);
  }

  private Reading acquire(String subject, long permits) {
    return counts.acquire(subject, permits, 1).get(0);
  }

  private LocalCounts counts(Limit... limits) {
    return new LocalCounts(List.of(limits), nanos::get);
  }
}
