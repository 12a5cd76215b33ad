/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.ratelimit.Limit;
import io.tiercel.ratelimit.OutagePolicy;
import io.tiercel.ratelimit.RateLimiterConfiguration;
import io.tiercel.ratelimit.Verdict;
import io.tiercel.ratelimit.Verdict.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ReservesTest {
  private static final Limit LIMIT = Limit.of(25, Duration.ofMinutes(1));

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final List<Long> asked = new ArrayList<>();
  private final Reserves reserves = newReserves();
  private long left = 25;
  private Outcome refusal = Outcome.DENIED;

  @Test
  void acquire_many_asksOncePerBatchAndThenForEach() {
    for (int i = 0; i < 25; i++) {
      assertThat(acquire("a", 1).allowed()).as("call %s", i).isTrue();
    }
    assertThat(acquire("a", 1).allowed()).isFalse();
    assertThat(asked)
        .containsExactly(10L, 10L, 10L, 1L, 10L, 1L, 10L, 1L, 10L, 1L, 10L, 1L, 10L, 1L);
  }

  @Test
  void acquire_fromTheReserve_tellsWhatIsLeftOfBoth() {
    assertThat(acquire("a", 1).remaining()).isEqualTo(24);
    assertThat(acquire("a", 3).remaining()).isEqualTo(21);
    assertThat(asked).containsExactly(10L);
  }

  @Test
  void acquire_moreThanIsHeld_addsABatchAndHoldsLessThanOne() {
    acquire("a", 8);
    acquire("a", 9);
    acquire("a", 3);
    assertThat(asked).containsExactly(10L, 10L);
  }

  @Test
  void acquire_aBatchOrMore_isAskedAsItIs() {
    acquire("a", 10);
    acquire("a", 1);
    assertThat(asked).containsExactly(10L, 10L);
  }

  @Test
  void acquire_heldForAWindow_isDropped() {
    acquire("a", 1);
    nanos.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
    acquire("a", 1);
    assertThat(asked).hasSize(1);
    nanos.addAndGet(1);
    acquire("a", 1);
    assertThat(asked).hasSize(2);
  }

  @Test
  void acquire_unavailable_isNotAskedTwice() {
    left = 0;
    refusal = Outcome.UNAVAILABLE;
    assertThat(acquire("a", 1).outcome()).isEqualTo(Outcome.UNAVAILABLE);
    assertThat(asked).hasSize(1);
  }

  /**
   * The worst that can be: all but one permit of each node's batch are left of the window before.
   */
  @Test
  void acquire_heldAcrossTheWindowsEnd_admitsNoMoreThanNodesTimesBatchBeyondTheLimit() {
    List<Reserves> nodes = List.of(reserves, newReserves(), newReserves());
    left = 30;
    nodes.forEach(node -> assertThat(node.acquire("a", 1, this::ask).allowed()).isTrue());
    nanos.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
    left = LIMIT.permits();
    int admitted = 0;
    for (int i = 0; i < 100; i++) {
      for (Reserves node : nodes) {
        admitted += node.acquire("a", 1, this::ask).allowed() ? 1 : 0;
      }
    }
    assertThat(admitted).isEqualTo(25 + 3 * (10 - 1));
  }

  private Reserves newReserves() {
    return new Reserves(
        new RateLimiterConfiguration("api", List.of(LIMIT), OutagePolicy.LOCAL, 10), nanos::get);
  }

  private Verdict acquire(String subject, long permits) {
    return reserves.acquire(subject, permits, this::ask);
  }

  private Verdict ask(long permits) {
    asked.add(permits);
    boolean fits = permits <= left;
    left -= fits ? permits : 0;
    return new Verdict(
        fits ? Outcome.ALLOWED : refusal, LIMIT, left, Duration.ZERO, Duration.ZERO, false);
  }
}
