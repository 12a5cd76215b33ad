/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestListTest {
  private static final TestList LIST = new TestList("list.txt", Map.of("A#a", "slow"));

  @Test
  void differences_sameTests_none() {
    assertThat(LIST.differences(Map.of("A#a", "another text"))).isEmpty();
  }

  @Test
  void differences_unlistedFailure_isNamedWithItsReason() {
    assertThat(LIST.differences(Map.of("A#a", "", "B#b", "expected 1")))
        .containsExactly("not in list.txt: B#b: expected 1");
  }

  @Test
  void differences_listedTestThatPasses_isNamed() {
    assertThat(LIST.differences(Map.of())).containsExactly("to be taken off list.txt: A#a");
  }

  @ParameterizedTest
  @EnumSource
  void read_excluded_holdsTheTestThatTheTckWantsExcluded(TckMode mode) throws IOException {
    assertThat(TestList.read("excluded.txt", mode).reasons())
        .containsEntry(
            "org.jsr107.tck.CachingTest#dummyTest", "always fails; the TCK asks for its exclusion");
  }
}
