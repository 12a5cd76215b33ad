/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tiercel.jcache.internal.tier.StoredValue;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.spi.TierLevel;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which reads have an entry loaded anew: the inequality of the paper. */
final class EarlyRefreshTest {
  private static final long NOW = 1_000_000;
  private static final long LOAD_MILLIS = 100;

  /** The draw whose negative logarithm is 1. */
  private static final double ONE = 1 - Math.exp(-1);

  private static TierEntry ending(long millisFromNow) {
    return endingAt(NOW + millisFromNow);
  }

  private static TierEntry endingAt(long millis) {
    return TierEntry.of(new StoredValue("value", null), 1, millis, TierLevel.L1);
  }

  private static EarlyRefresh measured(double beta, double draw) {
    EarlyRefresh early = new EarlyRefresh(beta, () -> NOW, () -> draw);
    early.measured(TimeUnit.MILLISECONDS.toNanos(LOAD_MILLIS));
    return early;
  }

  @Test
  void due_drawOfOne_isOneLoadBeforeTheEnd() {
    EarlyRefresh early = measured(1, ONE);
    assertThat(early.due(ending(LOAD_MILLIS - 1))).isTrue();
    assertThat(early.due(ending(LOAD_MILLIS + 1))).isFalse();
  }

  @Test
  void due_greaterBeta_isAsMuchEarlier() {
    EarlyRefresh early = measured(3, ONE);
    assertThat(early.due(ending(3 * LOAD_MILLIS - 1))).isTrue();
    assertThat(early.due(ending(3 * LOAD_MILLIS + 1))).isFalse();
  }

  @Test
  void due_smallestDraw_isNotBeforeTheEnd() {
    EarlyRefresh early = measured(10, 0);
    assertThat(early.due(ending(1))).isFalse();
    assertThat(early.due(ending(0))).isTrue();
  }

  @Test
  void due_greatestDraw_isWithinWhatIsDrawnFor() {
    EarlyRefresh early = measured(1, Math.nextDown(1.0));
    assertThat(early.due(ending(36 * LOAD_MILLIS))).isTrue();
    assertThat(early.due(ending(37 * LOAD_MILLIS))).isFalse();
  }

  @Test
  void due_manyReadsAtOneTime_haveTheProbabilityOfThePaper() {
    EarlyRefresh early = new EarlyRefresh(1, () -> NOW, new Random(42)::nextDouble);
    early.measured(TimeUnit.MILLISECONDS.toNanos(LOAD_MILLIS));
    for (int loads : new int[] {1, 2, 3}) {
      TierEntry entry = ending(loads * LOAD_MILLIS);
      long due = IntStream.range(0, 100_000).filter(i -> early.due(entry)).count();
      assertThat(due / 100_000.0).isCloseTo(Math.exp(-loads), within(0.005));
    }
  }

  @Test
  void due_farFromTheEndOrWithoutOne_asksForNoRandomNumber() {
    EarlyRefresh early = new EarlyRefresh(1, () -> NOW, EarlyRefreshTest::unwanted);
    assertThat(early.due(ending(1))).as("no load was measured").isFalse();
    early.measured(TimeUnit.MILLISECONDS.toNanos(LOAD_MILLIS));
    assertThat(early.due(ending(3_600_000))).isFalse();
    assertThat(early.due(endingAt(TierEntry.NEVER))).isFalse();
  }

  private static double unwanted() {
    throw new AssertionError("nobody needs a random number");
  }

  @Test
  void measured_severalLoads_countTheLastByAnEighth() {
    EarlyRefresh early = measured(1, ONE);
    early.measured(TimeUnit.MILLISECONDS.toNanos(900));
    assertThat(early.due(ending(199))).isTrue();
    assertThat(early.due(ending(201))).isFalse();
  }
}
