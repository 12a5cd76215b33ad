/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.TierFailure;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.spi.TierLevel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ends copies in L1: clears, messages that may be missed, time; and what serves meanwhile. */
final class NearTierEndsTest {
  private static final String KEY = "key";

  @Test
  void r7_clear_voidsTheCopiesAndWhatIsBeingFetched() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.put("a", "v1");
      near.tier().clear();
      assertThat(near.find("a")).isNull();
      near.remote().put(KEY, "v1");
      near.remote().meanwhile(near.tier()::clear);
      assertThat(near.find(KEY)).isEqualTo("v1");
      assertThat(near.find(KEY)).isNull();
    }
  }

  @Test
  void r7_clearedElsewhere_voidsTheCopies() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.put(KEY, "v1");
      near.remote().clear();
      near.bus().tellCleared();
      assertThat(near.find(KEY)).isNull();
    }
  }

  @Test
  void r7_clearedWhileACopyIsMade_voidsIt() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.remote().put(KEY, "v1");
      near.whenTheClockIsRead(
          () -> {
            near.remote().clear();
            near.bus().tellCleared();
          });
      assertThat(near.find(KEY)).isEqualTo("v1");
      assertThat(near.find(KEY)).isNull();
    }
  }

  @Test
  void r7_clearThatFails_voidsTheCopies() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.put(KEY, "v1");
      near.remote().fail();
      assertThatThrownBy(near.tier()::clear).isInstanceOf(TierFailure.class);
      assertThatThrownBy(() -> near.find(KEY)).isInstanceOf(TierFailure.class);
    }
  }

  @Test
  void r8_busLost_noCopyIsServedOrKept() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.put(KEY, "v1");
      near.put("second", "s1");
      near.bus().lose();
      near.remote().put(KEY, "v2");
      near.remote().put("second", "s2");
      assertThat(near.find(KEY)).isEqualTo("v2");
      Map<Object, TierEntry> found = near.tier().findAll(List.of("second"));
      assertThat(near.value(found.get("second"))).isEqualTo("s2");
      near.put("third", "t1");
      assertThat(near.tier().findDegraded(List.of(KEY, "second", "third"))).isEmpty();
    }
  }

  @Test
  void r8_busBack_voidsTheCopiesFromBeforeAndKeepsNewOnes() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.put(KEY, "v1");
      near.bus().lose();
      near.remote().put(KEY, "v2");
      near.bus().recover();
      assertThat(near.find(KEY)).isEqualTo("v2");
      assertThat(near.tier().find(KEY).level()).isEqualTo(TierLevel.L1);
    }
  }

  @Test
  void r8_busLostAndBackWhileItWasFetched_isNotKept() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.remote().put(KEY, "v1");
      near.remote()
          .meanwhile(
              () -> {
                near.bus().lose();
                near.remote().put(KEY, "v2");
                near.bus().recover();
              });
      assertThat(near.find(KEY)).isEqualTo("v1");
      assertThat(near.find(KEY)).isEqualTo("v2");
    }
  }

  @ParameterizedTest
  @CsvSource({"60, 10, 10", "10, 60, 10", "10, -1, 10"})
  void r12_copy_livesNoLongerThanItsEntryAndTheNearLife(
      long nearSeconds, long entrySeconds, long copySeconds) {
    try (NearFixture near = NearFixture.builder().life(Duration.ofSeconds(nearSeconds)).build()) {
      long ttl = entrySeconds < 0 ? Ttl.ETERNAL : Duration.ofSeconds(entrySeconds).toMillis();
      near.tier().write(KEY, EntryWrite.put(near.stored("v1"), ttl, ttl, false));
      near.advance(Duration.ofSeconds(copySeconds).minusMillis(1));
      assertThat(near.tier().find(KEY).level()).isEqualTo(TierLevel.L1);
      near.advance(Duration.ofMillis(1));
      assertThat(near.tier().find(KEY).level()).isNotEqualTo(TierLevel.L1);
      assertThat(near.remote().reads()).isEqualTo(1);
    }
  }

  @Test
  void r12_entryEvictedInL2_itsCopyEndsWithTheNearLife() {
    try (NearFixture near = NearFixture.builder().life(Duration.ofSeconds(10)).build()) {
      near.put(KEY, "v1");
      near.remote().remove(KEY);
      assertThat(near.find(KEY)).as("nobody tells of an eviction").isEqualTo("v1");
      near.advance(Duration.ofSeconds(10));
      assertThat(near.find(KEY)).isNull();
    }
  }

  @Test
  void r13_messageLostBetweenServers_isMadeGoodByTheNearLife() {
    try (NearFixture near = NearFixture.builder().life(Duration.ofSeconds(10)).build()) {
      near.put(KEY, "v1");
      near.remote().put(KEY, "v2");
      near.advance(Duration.ofSeconds(10).minusMillis(1));
      assertThat(near.find(KEY)).as("the bound is met").isEqualTo("v1");
      near.advance(Duration.ofMillis(1));
      assertThat(near.find(KEY)).isEqualTo("v2");
    }
  }

  @Test
  void r13_copyThatIsReadAgainAndAgain_livesNoLonger() {
    try (NearFixture near = NearFixture.builder().life(Duration.ofSeconds(10)).build()) {
      near.put(KEY, "v1");
      near.remote().put(KEY, "v2");
      for (int second = 0; second < 9; second++) {
        near.advance(Duration.ofSeconds(1));
        near.find(KEY);
      }
      near.advance(Duration.ofSeconds(1));
      assertThat(near.find(KEY)).isEqualTo("v2");
    }
  }

  @Test
  void findDegraded_busLost_servesCopiesUpToTheAge() {
    try (NearFixture near = NearFixture.builder().degradedMaxAge(Duration.ofSeconds(5)).build()) {
      near.put(KEY, "v1");
      near.advance(Duration.ofSeconds(20));
      near.bus().heard();
      near.bus().lose();
      near.advance(Duration.ofSeconds(5));
      assertThat(near.tier().findDegraded(List.of(KEY, "none"))).containsOnlyKeys(KEY);
      near.advance(Duration.ofMillis(1));
      assertThat(near.tier().findDegraded(List.of(KEY))).isEmpty();
    }
  }

  @Test
  void findDegraded_expiredOrVoidCopy_isNotServed() {
    try (NearFixture near = NearFixture.builder().life(Duration.ofSeconds(3)).build()) {
      near.put(KEY, "v1");
      near.bus().lose();
      near.advance(Duration.ofSeconds(3));
      assertThat(near.tier().findDegraded(List.of(KEY))).isEmpty();
      near.bus().recover();
      near.put(KEY, "v2");
      near.bus().lose();
      near.tier().forget();
      assertThat(near.tier().findDegraded(List.of(KEY))).isEmpty();
    }
  }
}
