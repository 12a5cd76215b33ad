/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Intervals by ranks, against the table of the sign test (Conover, Practical Nonparametric
 * Statistics, A3).
 */
class IntervalTest {
  @Test
  void ofMedian_sevenValues_endsAtTheExtremes() {
    assertThat(Interval.ofMedian(List.of(7.0, 1.0, 6.0, 2.0, 5.0, 3.0, 4.0)))
        .isEqualTo(new Interval(4, 1, 7));
  }

  @Test
  void ofMedian_moreValues_leavesOutAsManyAsTheTailAllows() {
    assertThat(Interval.ofMedian(upTo(9))).isEqualTo(new Interval(5, 2, 8));
    assertThat(Interval.ofMedian(upTo(15))).isEqualTo(new Interval(8, 4, 12));
    assertThat(Interval.ofMedian(upTo(20))).isEqualTo(new Interval(10.5, 6, 15));
  }

  private static List<Double> upTo(int n) {
    return IntStream.rangeClosed(1, n).mapToObj(i -> (double) i).toList();
  }
}
