/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.spi.TierLevel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies of entries that live on with each access, of which L2 is told from time to time. */
final class CoalescedNearTierTest {
  private static final String KEY = "key";
  private static final long LIFE = 100_000;
  private static final long REMOTE_LIFE = 110_000;

  private static NearFixture open() {
    return NearFixture.builder().life(Duration.ofHours(1)).coalesced().build();
  }

  private static TierLevel access(NearFixture near) {
    return near.tier().findAndTouch(KEY, LIFE).level();
  }

  @Test
  void access_first_isToldWithALifeThatCoversTheUntold() {
    try (NearFixture near = open()) {
      near.remote().put(KEY, "v1");
      assertThat(access(near)).isEqualTo(TierLevel.L2);
      assertThat(near.remote().takeTouches()).containsExactly(REMOTE_LIFE);
    }
  }

  @Test
  void access_again_isServedFromTheCopyAndMovesItsLife() {
    try (NearFixture near = open()) {
      near.remote().put(KEY, "v1");
      access(near);
      near.advance(Duration.ofMillis(LIFE - 1));
      assertThat(access(near)).isEqualTo(TierLevel.L1);
      near.advance(Duration.ofMillis(LIFE - 1));
      assertThat(access(near)).isEqualTo(TierLevel.L1);
      near.advance(Duration.ofMillis(LIFE));
      assertThat(access(near)).isEqualTo(TierLevel.L2);
      assertThat(near.remote().reads()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"100000, 10000", "10000, 1000", "2000, 1000", "500, 1000"})
  void access_often_isToldOnceInAnInterval(long life, long interval) {
    try (NearFixture near = open()) {
      near.remote().put(KEY, "v1");
      near.tier().findAndTouch(KEY, life);
      near.remote().takeTouches();
      long step = Math.min(interval, life) / 4;
      for (long passed = step; passed < interval; passed += step) {
        near.advance(Duration.ofMillis(step));
        near.tier().findAndTouch(KEY, life);
      }
      assertThat(near.remote().takeTouches()).isEmpty();
      near.advance(Duration.ofMillis(step));
      near.tier().findAndTouch(KEY, life);
      near.tier().findAndTouch(KEY, life);
      assertThat(near.remote().takeTouches()).containsExactly(life + interval);
      assertThat(near.remote().reads()).isEqualTo(1);
    }
  }

  @Test
  void access_oftenForLong_copyLivesNoLongerThanTheNearLife() {
    try (NearFixture near =
        NearFixture.builder().life(Duration.ofSeconds(150)).coalesced().build()) {
      near.remote().put(KEY, "v1");
      access(near);
      near.advance(Duration.ofSeconds(99));
      assertThat(access(near)).isEqualTo(TierLevel.L1);
      near.advance(Duration.ofSeconds(51));
      assertThat(access(near)).isEqualTo(TierLevel.L2);
    }
  }

  @Test
  void find_isNoAccess_leavesNoCopyAndMovesNoLife() {
    try (NearFixture near = open()) {
      near.remote().put(KEY, "v1");
      near.find(KEY);
      near.tier().findAll(List.of(KEY));
      assertThat(near.tier().find(KEY).level()).isEqualTo(TierLevel.L2);
      access(near);
      near.advance(Duration.ofMillis(LIFE - 1));
      assertThat(near.tier().find(KEY).level()).isEqualTo(TierLevel.L1);
      near.advance(Duration.ofMillis(1));
      assertThat(near.tier().find(KEY).level()).isEqualTo(TierLevel.L2);
    }
  }

  @Test
  void write_leavesNoCopy() {
    try (NearFixture near = open()) {
      near.remote().put(KEY, "v1");
      access(near);
      near.put(KEY, "v2");
      assertThat(near.value(near.tier().findAndTouch(KEY, LIFE))).isEqualTo("v2");
      assertThat(near.remote().reads()).isEqualTo(2);
      near.tier().writeAll(java.util.Map.of(KEY, near.write("v3")));
      assertThat(near.value(near.tier().findAndTouch(KEY, LIFE))).isEqualTo("v3");
    }
  }

  @Test
  void r1_changedWhileItWasTouched_isNotKept() {
    try (NearFixture near = open()) {
      near.remote().put(KEY, "v1");
      near.remote().meanwhile(() -> near.changedElsewhere(KEY, "v2"));
      access(near);
      assertThat(near.value(near.tier().findAndTouch(KEY, LIFE))).isEqualTo("v2");
    }
  }

  @Test
  void r2_findOfANewerValueWhileItWasTouched_removesTheOlder() {
    try (NearFixture near = open()) {
      near.remote().put(KEY, "v1");
      near.remote()
          .meanwhile(
              () -> {
                near.remote().put(KEY, "v2"); // its message is still under way
                assertThat(near.find(KEY)).isEqualTo("v2");
              });
      access(near);
      assertThat(near.find(KEY)).as("never back to v1").isEqualTo("v2");
    }
  }

  @Test
  void r3_changedElsewhere_removesTheCopy() {
    try (NearFixture near = open()) {
      near.remote().put(KEY, "v1");
      access(near);
      near.changedElsewhere(KEY, "v2");
      assertThat(near.value(near.tier().findAndTouch(KEY, LIFE))).isEqualTo("v2");
    }
  }

  @Test
  void r8_busLost_accessesAreTold() {
    try (NearFixture near = open()) {
      near.remote().put(KEY, "v1");
      access(near);
      near.bus().lose();
      assertThat(access(near)).isEqualTo(TierLevel.L2);
      assertThat(near.remote().takeTouches()).containsExactly(REMOTE_LIFE, REMOTE_LIFE);
    }
  }

  @Test
  void touch_copyOfTheSameWrite_movesItsLife() {
    try (NearFixture near = open()) {
      near.remote().put(KEY, "v1");
      access(near);
      TierEntry seen = near.tier().find(KEY);
      near.advance(Duration.ofMillis(LIFE - 1));
      near.tier().touch(KEY, seen, LIFE);
      near.advance(Duration.ofMillis(LIFE - 1));
      assertThat(near.tier().find(KEY).level()).isEqualTo(TierLevel.L1);
      assertThat(near.remote().takeTouches()).containsExactly(REMOTE_LIFE, REMOTE_LIFE);
    }
  }

  @Test
  void touch_noCopyOrAnother_isTold() {
    try (NearFixture near = open()) {
      near.remote().put(KEY, "v1");
      TierEntry seen = near.tier().find(KEY);
      near.tier().touch(KEY, seen, LIFE);
      near.remote().put(KEY, "v2");
      access(near);
      near.tier().touch(KEY, seen, LIFE);
      assertThat(near.remote().takeTouches())
          .containsExactly(REMOTE_LIFE, REMOTE_LIFE, REMOTE_LIFE);
    }
  }

  @Test
  void access_remoteFails_isServedFromTheCopy() {
    try (NearFixture near = open()) {
      near.remote().put(KEY, "v1");
      access(near);
      near.advance(Duration.ofMillis(LIFE / 2));
      near.remote().fail();
      assertThat(access(near)).isEqualTo(TierLevel.L1);
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "-1"})
  void access_thatGivesNoLifeOrAnEternalOne_isToldAsItIsAndLeavesNoCopy(long ttl) {
    try (NearFixture near = open()) {
      near.remote().put(KEY, "v1");
      access(near);
      near.remote().takeTouches();
      near.tier().findAndTouch(KEY, ttl);
      near.tier().touch(KEY, near.tier().find(KEY), ttl);
      assertThat(near.remote().takeTouches()).containsExactly(ttl, ttl);
      assertThat(near.tier().find(KEY).level()).isEqualTo(TierLevel.L2);
      assertThat(Ttl.ETERNAL).isEqualTo(-1);
    }
  }
}
