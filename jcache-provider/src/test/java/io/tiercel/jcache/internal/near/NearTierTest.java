/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.TierFailure;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.spi.TierLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The rules that keep copies true, each by its number; the test decides what runs meanwhile. */
final class NearTierTest {
  private static final String KEY = "key";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void find_again_isServedFromTheCopy() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.remote().put(KEY, "v1");
      assertThat(near.find(KEY)).isEqualTo("v1");
      assertThat(near.tier().find(KEY).level()).isEqualTo(TierLevel.L1);
      assertThat(near.tier().findAll(Set.of(KEY))).containsOnlyKeys(KEY);
      assertThat(near.remote().reads()).isEqualTo(1);
    }
  }

  @Test
  void find_absent_isAskedEachTime() {
    try (NearFixture near = NearFixture.builder().build()) {
      assertThat(near.find(KEY)).isNull();
      near.remote().put(KEY, "v1");
      assertThat(near.find(KEY)).isEqualTo("v1");
    }
  }

  @Test
  void r1_changedWhileItWasFetched_isNotKept() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.remote().put(KEY, "v1");
      near.remote().meanwhile(() -> near.changedElsewhere(KEY, "v2"));
      assertThat(near.find(KEY)).isEqualTo("v1");
      assertThat(near.find(KEY)).isEqualTo("v2");
    }
  }

  @Test
  void r15_tagInvalidatedWhileItWasFetched_isNotServed() {
    try (NearFixture near = NearFixture.builder().build()) {
      EntryTags tags = new EntryTags(List.of("t1", "t2"), 0, EntryTags.EVER);
      near.remote().set(KEY, near.remote().put(KEY, "v1").tagged(tags));
      near.remote().meanwhile(() -> near.marks().invalidated("t2"));
      assertThat(near.find(KEY)).isEqualTo("v1");
      assertThat(near.tier().find(KEY).level()).as("asked again").isEqualTo(TierLevel.L2);
      assertThat(near.tier().find(KEY).level()).isEqualTo(TierLevel.L1);
    }
  }

  @Test
  void r15_tagInvalidatedSinceItWasMade_isNotServed() {
    try (NearFixture near = NearFixture.builder().build()) {
      EntryTags tags = near.tier().openTags(List.of("t1"), Ttl.ETERNAL);
      near.marks().invalidated("t1");
      near.tier().write(KEY, near.write("v1").tagged(tags));
      near.remote().remove(KEY);
      assertThat(near.find(KEY)).isNull();
    }
  }

  @Test
  void r15_invalidationsOfTagsMayBeMissed_isNotServedSaveWithoutTags() {
    try (NearFixture near = NearFixture.builder().build()) {
      EntryTags tags = new EntryTags(List.of("t1"), 0, EntryTags.EVER);
      near.remote().set("tagged", near.remote().put("tagged", "v1").tagged(tags));
      near.remote().put("plain", "v1");
      near.tier().findAll(List.of("tagged", "plain"));
      near.bus().loseTags();
      assertThat(near.tier().find("tagged").level()).isEqualTo(TierLevel.L2);
      assertThat(near.tier().find("plain").level()).isEqualTo(TierLevel.L1);
      near.bus().recover();
      near.find("tagged");
      assertThat(near.tier().find("tagged").level()).isEqualTo(TierLevel.L1);
    }
  }

  @Test
  void r15_otherTagInvalidated_isServed() {
    try (NearFixture near = NearFixture.builder().build()) {
      EntryTags tags = new EntryTags(List.of("t1"), 0, EntryTags.EVER);
      near.remote().set(KEY, near.remote().put(KEY, "v1").tagged(tags));
      near.find(KEY);
      near.marks().invalidated("t2");
      assertThat(near.tier().find(KEY).level()).isEqualTo(TierLevel.L1);
      near.marks().invalidated("t1");
      near.remote().remove(KEY);
      assertThat(near.find(KEY)).isNull();
    }
  }

  @Test
  void findOrLease_entryThere_isServedFromTheCopyFromThenOn() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.remote().put(KEY, "v1");
      assertThat(near.tier().findNear(KEY).present()).isFalse();
      assertThat(near.value(near.tier().findOrLease(KEY).entry())).isEqualTo("v1");
      assertThat(near.value(near.tier().findNear(KEY))).isEqualTo("v1");
      assertThat(near.tier().findOrLease("other").granted()).isTrue();
      assertThat(near.tier().findNear("other").present()).isFalse();
    }
  }

  @Test
  void r1_changedWhileItsLoadWasAnnounced_isNotKept() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.remote().put(KEY, "v1");
      near.remote().meanwhile(() -> near.changedElsewhere(KEY, "v2"));
      assertThat(near.value(near.tier().findOrLease(KEY).entry())).isEqualTo("v1");
      assertThat(near.tier().findNear(KEY).present()).isFalse();
      assertThat(near.find(KEY)).isEqualTo("v2");
    }
  }

  @Test
  void r1_removedWhileItWasFetched_isNotKept() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.remote().put(KEY, "v1");
      near.remote().meanwhile(() -> near.removedElsewhere(KEY));
      assertThat(near.find(KEY)).isEqualTo("v1");
      assertThat(near.find(KEY)).isNull();
    }
  }

  @Test
  void r1_changedWhileManyWereFetched_keepsTheOthersOnly() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.remote().put(KEY, "v1");
      near.remote().put("other", "o1");
      near.remote().meanwhile(() -> near.changedElsewhere(KEY, "v2"));
      near.tier().findAll(List.of(KEY, "other"));
      assertThat(near.find(KEY)).isEqualTo("v2");
      assertThat(near.tier().find("other").level()).isEqualTo(TierLevel.L1);
    }
  }

  @Test
  void r1_absenceFetchedBeforeAnOwnWrite_doesNotHideTheWrite() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.remote().meanwhile(() -> near.put(KEY, "v1"));
      assertThat(near.find(KEY)).isNull();
      assertThat(near.find(KEY)).isEqualTo("v1");
    }
  }

  @Test
  void r1_olderOfTwoReads_doesNotReplaceTheCopyOfTheNewer() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.remote().put(KEY, "v1");
      near.remote()
          .meanwhile(
              () -> {
                near.remote().put(KEY, "v2");
                assertThat(near.find(KEY)).isEqualTo("v2");
              });
      assertThat(near.find(KEY)).as("was asked before").isEqualTo("v1");
      assertThat(near.find(KEY)).as("never back to v1").isEqualTo("v2");
    }
  }

  @Test
  void r2_refusedFillOfANewerValue_removesTheOlderCopy() {
    try (NearFixture near = NearFixture.builder().build()) {
      TierEntry v1 = near.remote().put(KEY, "v1");
      TierEntry v2 = near.remote().put(KEY, "v2");
      near.remote()
          .meanwhile(
              () -> {
                near.remote().set(KEY, v1);
                assertThat(near.find(KEY)).isEqualTo("v1");
                near.remote().set(KEY, v2);
              });
      assertThat(near.find(KEY)).isEqualTo("v2");
      assertThat(near.find(KEY)).as("never back to v1").isEqualTo("v2");
    }
  }

  @Test
  void r2_refusedFillOfTheSameWrite_keepsTheCopy() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.remote().put(KEY, "v1");
      near.remote().meanwhile(() -> near.find(KEY));
      near.find(KEY);
      assertThat(near.tier().find(KEY).level()).isEqualTo(TierLevel.L1);
      assertThat(near.remote().reads()).isEqualTo(2);
    }
  }

  @Test
  void r3_messageOfTheCopysOwnWrite_keepsIt() {
    try (NearFixture near = NearFixture.builder().build()) {
      TierEntry v1 = near.remote().put(KEY, "v1");
      near.find(KEY);
      near.bus().tell(KEY, v1.stamp());
      assertThat(near.tier().find(KEY).level()).isEqualTo(TierLevel.L1);
    }
  }

  @Test
  void r3_messageOfAnyOtherWrite_removesTheCopy() {
    try (NearFixture near = NearFixture.builder().build()) {
      TierEntry v1 = near.remote().put(KEY, "v1");
      near.remote().put(KEY, "v2");
      near.find(KEY);
      near.bus().tell(KEY, v1.stamp());
      assertThat(near.tier().find(KEY).level()).isEqualTo(TierLevel.L2);
    }
  }

  @Test
  void r4_ownWrite_isReadBackFromTheCopy() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.put(KEY, "v1");
      near.put(KEY, "v2");
      assertThat(near.find(KEY)).isEqualTo("v2");
      near.tier().writeAll(Map.of(KEY, near.write("v3"), "other", near.write("o1")));
      assertThat(near.find(KEY)).isEqualTo("v3");
      assertThat(near.find("other")).isEqualTo("o1");
      assertThat(near.remote().reads()).isZero();
    }
  }

  @Test
  void r4_ownRemoval_leavesNoCopy() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.put(KEY, "v1");
      near.tier().write(KEY, EntryWrite.remove(false));
      assertThat(near.find(KEY)).isNull();
    }
  }

  @Test
  void r4_olderReadThatEndsAfterAnOwnWrite_isNotKept() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.remote().put(KEY, "v1");
      near.remote().meanwhile(() -> near.put(KEY, "v2"));
      assertThat(near.find(KEY)).isEqualTo("v1");
      assertThat(near.find(KEY)).isEqualTo("v2");
    }
  }

  @Test
  void r4_olderReadThatEndsDuringAnOwnWrite_isNotKept() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (NearFixture near = NearFixture.builder().build()) {
      CountDownLatch asked = new CountDownLatch(1);
      CountDownLatch answered = new CountDownLatch(1);
      near.remote().put(KEY, "v1");
      near.remote()
          .meanwhile(
              () -> {
                asked.countDown();
                await(answered);
              });
      Future<?> older = thread.submit(() -> near.find(KEY));
      asked.await();
      near.remote()
          .meanwhile(
              () -> {
                answered.countDown();
                assertThat(older).succeedsWithin(PATIENCE).isEqualTo("v1");
                assertThat(near.tier().findDegraded(List.of(KEY))).as("copies").isEmpty();
              });
      near.put(KEY, "v2");
      assertThat(near.find(KEY)).isEqualTo("v2");
    } finally {
      thread.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void r4_changedElsewhereWhileAnOwnWriteReturns_leavesNoCopy() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.remote().meanwhile(() -> near.changedElsewhere(KEY, "v2"));
      near.put(KEY, "v1");
      assertThat(near.find(KEY)).isEqualTo("v2");
      near.remote().meanwhile(() -> near.changedElsewhere(KEY, "v4"));
      near.tier().writeAll(Map.of(KEY, near.write("v3")));
      assertThat(near.find(KEY)).isEqualTo("v4");
    }
  }

  @Test
  void r4_refusedOwnWrite_leavesNoCopyOfWhatItWouldHaveWritten() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.put(KEY, "v1");
      near.tier().write(KEY, near.write("v2").ifAbsent());
      assertThat(near.find(KEY)).isEqualTo("v1");
    }
  }

  @Test
  void r5_failedWrite_removesTheCopy() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.put(KEY, "v1");
      near.put("other", "o1");
      near.remote().fail();
      assertThatThrownBy(() -> near.put(KEY, "v2")).isInstanceOf(TierFailure.class);
      assertThatThrownBy(() -> near.tier().writeAll(Map.of("other", near.write("o2"))))
          .isInstanceOf(TierFailure.class);
      assertThatThrownBy(() -> near.find(KEY)).isInstanceOf(TierFailure.class);
      assertThatThrownBy(() -> near.find("other")).isInstanceOf(TierFailure.class);
    }
  }

  @Test
  void r6_failedWriteThatLandsLater_isHeard() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.put(KEY, "v1");
      near.remote().fail();
      assertThatThrownBy(() -> near.put(KEY, "v2")).isInstanceOf(TierFailure.class);
      assertThat(near.bus().ownWritesSuspected()).isTrue();
      near.remote().heal();
      assertThat(near.find(KEY)).isEqualTo("v1");
      near.changedElsewhere(KEY, "v2");
      assertThat(near.find(KEY)).isEqualTo("v2");
    }
  }

  @Test
  void touch_copyHeld_dropsIt() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.put(KEY, "v1");
      near.tier().touch(KEY, near.tier().find(KEY), Ttl.ETERNAL);
      assertThat(near.tier().find(KEY).level()).isEqualTo(TierLevel.L2);
      near.tier().findAndTouch(KEY, Ttl.ETERNAL);
      assertThat(near.tier().find(KEY).level()).isEqualTo(TierLevel.L2);
    }
  }

  @Test
  void find_warmingOff_keepsNoCopyOfAReadButOfAWrite() {
    try (NearFixture near = NearFixture.builder().warmOnRemoteHit(false).build()) {
      near.remote().put(KEY, "v1");
      near.find(KEY);
      near.tier().findAll(List.of(KEY));
      assertThat(near.tier().find(KEY).level()).isEqualTo(TierLevel.L2);
      near.put(KEY, "v2");
      assertThat(near.tier().find(KEY).level()).isEqualTo(TierLevel.L1);
    }
  }

  @Test
  void find_mutableValue_isItsOwnCopyForEachCaller() {
    try (NearFixture near = NearFixture.builder().build()) {
      near.remote().put(KEY, new ArrayList<>(List.of("v1")));
      Object first = near.find(KEY);
      Object second = near.find(KEY);
      assertThat(second).isEqualTo(first).isNotSameAs(first);
      assertThat(near.find(KEY)).isNotSameAs(second);
    }
  }

  @Test
  void close_cacheOfTheSameNameOpenedSince_stillHears() {
    try (NearFixture first = NearFixture.builder().build();
        NearFixture second = first.another()) {
      second.put(KEY, "v1");
      first.tier().close();
      second.changedElsewhere(KEY, "v2");
      assertThat(second.find(KEY)).isEqualTo("v2");
      second.tier().close();
      assertThat(first.bus().listeners()).isZero();
    }
  }
}
