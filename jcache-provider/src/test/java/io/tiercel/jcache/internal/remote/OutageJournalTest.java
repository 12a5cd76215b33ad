/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.internal.tier.TierFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is noted during an outage, and made good after it. */
final class OutageJournalTest {
  private static final String CACHE = "org_1:contacts";
  private static final String OTHER = "org_1:orders";

  private final OutageJournal journal = new OutageJournal(Duration.ofMillis(1));
  private final List<String> done = new ArrayList<>();
  private Runnable meanwhile = () -> {};

  /** Notes what it is asked for, after what happens meanwhile. */
  private final class Recorded implements OutageJournal.Cure {
    private final String cache;

    Recorded(String cache) {
      this.cache = cache;
    }

    @Override
    public void removeWritten(List<Object> keys) {
      run();
      done.add(cache + " " + (keys.size() > 9 ? keys.size() : keys));
    }

    @Override
    public void beginEpoch() {
      run();
      done.add(cache + " cleared");
    }

    private void run() {
      Runnable action = meanwhile;
      meanwhile = () -> {};
      action.run();
    }
  }

  @Test
  void settle_entriesWritten_removesThemOnce() {
    written(CACHE, "a");
    written(CACHE, "b", "a");
    journal.settle(CACHE);
    journal.settle(CACHE);
    assertThat(done).singleElement().asString().contains("a").contains("b");
  }

  @Test
  void settle_oneCache_leavesTheOthers() {
    written(CACHE, "a");
    written(OTHER, "b");
    journal.settle(OTHER);
    assertThat(done).containsExactly(OTHER + " [b]");
    journal.settleAll();
    assertThat(done).containsExactly(OTHER + " [b]", CACHE + " [a]");
  }

  @Test
  void settle_noMoreThanTheBound_removesEachByPages() {
    written(CACHE, keys(OutageJournal.MOST_KEYS));
    journal.settle(CACHE);
    assertThat(done).hasSize(10).containsOnly(CACHE + " 1000");
  }

  @Test
  void settle_moreThanTheBound_clearsTheCache() {
    written(CACHE, keys(OutageJournal.MOST_KEYS));
    written(CACHE, "one more");
    journal.settle(CACHE);
    journal.settle(CACHE);
    assertThat(done).containsExactly(CACHE + " cleared");
  }

  @Test
  void settle_cleared_clearsWhateverWasWritten() {
    written(CACHE, "a");
    journal.cleared(CACHE, new Recorded(CACHE));
    written(CACHE, "b");
    journal.settleAll();
    assertThat(done).containsExactly(CACHE + " cleared");
  }

  @Test
  void settle_serverStillAway_keepsWhatIsNoted() {
    written(CACHE, "a");
    journal.cleared(OTHER, new Recorded(OTHER));
    for (String cache : List.of(CACHE, OTHER)) {
      meanwhile =
          () -> {
            throw new TierFailure(
                "scripted", "bring it back", new IllegalStateException("scripted"));
          };
      assertThatThrownBy(() -> journal.settle(cache)).isInstanceOf(TierFailure.class);
      assertThat(done).isEmpty();
    }
    journal.settleAll();
    assertThat(done).containsExactlyInAnyOrder(CACHE + " [a]", OTHER + " cleared");
  }

  @Test
  void settle_writtenAgainMeanwhile_removesItAgain() {
    written(CACHE, "a", "b");
    meanwhile = () -> written(CACHE, "a");
    journal.settle(CACHE);
    journal.settle(CACHE);
    assertThat(done).hasSize(2).last().isEqualTo(CACHE + " [a]");
  }

  @Test
  void settle_clearedAgainMeanwhile_clearsAgain() {
    journal.cleared(CACHE, new Recorded(CACHE));
    meanwhile = () -> written(CACHE, "a");
    journal.settle(CACHE);
    journal.settle(CACHE);
    journal.settle(CACHE);
    assertThat(done).containsExactly(CACHE + " cleared", CACHE + " cleared");
  }

  @Test
  void settle_whileAnotherDoes_readsNothingBefore() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try {
      written(CACHE, "a");
      meanwhile =
          () -> {
            begun.countDown();
            await(end);
          };
      Future<?> first = thread.submit(() -> journal.settle(CACHE));
      begun.await();
      assertThatThrownBy(() -> journal.settle(CACHE))
          .isInstanceOf(TierFailure.class)
          .hasMessageContaining("still being made good");
      end.countDown();
      first.get();
      journal.settle(CACHE);
      assertThat(done).containsExactly(CACHE + " [a]");
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

  private void written(String cache, String... keys) {
    journal.written(cache, List.of((Object[]) keys), new Recorded(cache));
  }

  private static String[] keys(int count) {
    return IntStream.range(0, count).mapToObj(i -> "k" + i).toArray(String[]::new);
  }
}
