/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.example.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The distribution of tenants. */
class ZipfTest {
  @Test
  void draw_manyTimes_eachRankHasItsShare() {
    Zipf zipf = new Zipf(100, 1.0);
    SplittableRandom random = new SplittableRandom(1);
    int[] drawn = new int[100];
    for (int i = 0; i < 200_000; i++) {
      drawn[zipf.draw(random)]++;
    }
    // The sum of 1/k up to 100 is 5.1874.
    assertThat(drawn[0] / 200_000.0).isCloseTo(1 / 5.1874, within(0.005));
    assertThat(drawn[9] / 200_000.0).isCloseTo(0.1 / 5.1874, within(0.002));
    assertThat(zipf.shareOfFirst(100)).isEqualTo(1);
  }
}
