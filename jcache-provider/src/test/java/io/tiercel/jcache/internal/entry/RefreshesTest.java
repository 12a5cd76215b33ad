/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.internal.monitor.CacheMeter;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.StampedeGuard;
import io.tiercel.jcache.internal.tier.TierFixture;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.spi.TierObserver;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.expiry.CreatedExpiryPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Loads behind the callers' backs, on a clock that stands and an executor that waits for the test;
 * every read is drawn to have the entry loaded anew.
 */
final class RefreshesTest {
  private static final Duration LIFE = Duration.ofSeconds(10);
  private static final Duration STALE = Duration.ofSeconds(60);
  private static final String KEY = "key";

  private final TierFixture tier = TierFixture.local(STALE);
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final Statistics statistics = new Statistics(true, System::nanoTime);
  private boolean open = true;
  private final EarlyRefresh early = new EarlyRefresh(1, tier.clock(), () -> 0.999);
  private final EntryReads<String, String> reads = new EntryReads<>(noCache(), parts(tasks::add));

  private CacheParts<String, String> parts(Executor executor) {
    early.measured(TimeUnit.MINUTES.toNanos(1));
    javax.cache.expiry.Duration life =
        new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, LIFE.toMillis());
    return new CacheParts<>(
        "cache",
        tier.tier(),
        new SameKeys(),
        tier.form(),
        new ExpiryRules(new CreatedExpiryPolicy(life), Jitter.NONE),
        new CacheParts.Source<>(null, null, new SourceWrites<>(null)),
        new CacheParts.Signals<>(
            statistics,
            new EventDispatcher<>(Runnable::run),
            new TierObserver() {},
            CacheMeter.OFF),
        new CacheParts.Loading(
            new StampedeGuard(1000),
            0,
            STALE.toMillis(),
            early,
            new CacheParts.Background(executor, this::whileOpen)));
  }

  private boolean whileOpen(Runnable load) {
    if (open) {
      load.run();
    }
    return open;
  }

  /** Keys as they are. */
  private record SameKeys() implements KeyForm {
    @Override
    public Object lookup(Object key) {
      return key;
    }

    @Override
    public Object stored(Object key) {
      return key;
    }

    @Override
    public Object key(Object tierKey) {
      return tierKey;
    }
  }

  /** Returns a cache that is named in events, of which there are none. */
  @SuppressWarnings("unchecked") // nobody calls it
  private static Cache<String, String> noCache() {
    return (Cache<String, String>)
        Proxy.newProxyInstance(
            RefreshesTest.class.getClassLoader(),
            new Class<?>[] {Cache.class},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }

  @AfterEach
  void close() {
    tier.close();
  }

  private void hold(String value) {
    tier.put(KEY, value, LIFE.toMillis());
  }

  private String get(Callable<String> source) throws Exception {
    return String.valueOf(reads.get(KEY, Terms.DEFAULT, source, null));
  }

  private Callable<String> answering(String value) {
    return () -> {
      asked.add(value);
      return value;
    };
  }

  private void runTasks() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  @Test
  void get_drawn_answersThePresentValueAndStoresTheNextForAFullLife() throws Exception {
    hold("old");
    tier.after(LIFE.minusMillis(1), unused -> {});
    assertThat(get(answering("new"))).isEqualTo("old");
    assertThat(asked).as("not on the caller's thread").isEmpty();
    runTasks();
    assertThat(asked).containsExactly("new");
    assertThat(tier.value(KEY)).isEqualTo("new");
    assertThat(statistics.getCacheHits()).as("the read alone").isEqualTo(1);
    tier.after(LIFE.minusMillis(1), now -> assertThat(now.value(KEY)).isEqualTo("new"));
    tier.after(Duration.ofMillis(1), now -> assertThat(now.value(KEY)).isNull());
  }

  @Test
  void get_lifeOfItsOwn_isThatOfWhatIsLoaded() throws Exception {
    hold("old");
    reads.get(KEY, new Terms(3 * LIFE.toMillis(), Set.of()), answering("new"), null);
    runTasks();
    tier.after(
        LIFE.multipliedBy(3).minusMillis(1), now -> assertThat(now.value(KEY)).isEqualTo("new"));
    tier.after(Duration.ofMillis(1), now -> assertThat(now.value(KEY)).isNull());
  }

  @Test
  void get_manyDrawn_beginOneLoadUntilItHasEnded() throws Exception {
    hold("old");
    for (int i = 0; i < 10; i++) {
      assertThat(get(answering("new " + i))).isEqualTo("old");
    }
    assertThat(tasks).hasSize(1);
    runTasks();
    assertThat(asked).containsExactly("new 0");
    get(answering("newer"));
    runTasks();
    assertThat(tier.value(KEY)).isEqualTo("newer");
  }

  @Test
  void get_executorOfTheCaller_asksThere() throws Exception {
    hold("old");
    Queue<Runnable> own = new ArrayDeque<>();
    reads.get(KEY, Terms.DEFAULT, answering("new"), own::add);
    assertThat(tasks).isEmpty();
    assertThat(own).hasSize(1);
  }

  static Stream<Consumer<TierFixture>> changes() {
    return Stream.of(
        tier -> tier.put(KEY, "put", Ttl.ETERNAL),
        tier -> tier.tier().write(KEY, EntryWrite.remove(false)),
        tier -> tier.tier().clear());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void load_overlappedByAChange_isNotStored(Consumer<TierFixture> change) throws Exception {
    hold("old");
    get(
        () -> {
          change.accept(tier);
          return "new";
        });
    runTasks();
    assertThat(tier.value(KEY)).isNotIn("old", "new");
  }

  @Test
  void load_ofAnEntryThatIsGoneMeanwhile_isNotStored() throws Exception {
    hold("old");
    get(answering("new"));
    tier.after(LIFE.plus(STALE), unused -> {});
    runTasks();
    assertThat(tier.value(KEY)).isNull();
  }

  @Test
  void get_pastTheEnd_isAnsweredToThoseWhoBringAnExecutorOnly() throws Exception {
    hold("old");
    tier.after(LIFE, unused -> {});
    assertThat(reads.get(KEY, Terms.DEFAULT, answering("new"), tasks::add)).isEqualTo("old");
    assertThat(reads.get(KEY, Terms.DEFAULT, answering("newer"), tasks::add)).isEqualTo("old");
    assertThat(tasks).as("one load").hasSize(1);
    assertThat(reads.get(KEY)).isNull();
    assertThat(reads.containsKey(KEY)).isFalse();
    assertThat(reads.getAll(Set.of(KEY))).isEmpty();
    runTasks();
    assertThat(asked).containsExactly("new");
    assertThat(reads.get(KEY)).isEqualTo("new");
    assertThat(statistics.getCacheHits()).isEqualTo(3);
    assertThat(statistics.getCacheMisses()).isEqualTo(2);
  }

  @Test
  void get_pastTheEndWithoutAnExecutor_loads() throws Exception {
    hold("old");
    tier.after(LIFE, unused -> {});
    assertThat(get(answering("new"))).isEqualTo("new");
    assertThat(tier.value(KEY)).isEqualTo("new");
  }

  @Test
  void get_pastTheTimeForStaleValues_loads() throws Exception {
    hold("old");
    tier.after(LIFE.plus(STALE), unused -> {});
    assertThat(reads.get(KEY, Terms.DEFAULT, answering("new"), tasks::add)).isEqualTo("new");
  }

  @ParameterizedTest
  @MethodSource("changes")
  void load_ofAStaleEntryOverlappedByAChange_isNotStored(Consumer<TierFixture> change)
      throws Exception {
    hold("old");
    tier.after(LIFE, unused -> {});
    reads.get(KEY, Terms.DEFAULT, answering("new"), tasks::add);
    change.accept(tier);
    runTasks();
    assertThat(tier.value(KEY)).isNotIn("old", "new");
    assertThat(tier.tier().find(KEY).stale()).isFalse();
  }

  @Test
  void load_ofNothingForAStaleEntry_removesIt() throws Exception {
    hold("old");
    tier.after(LIFE, unused -> {});
    reads.get(KEY, Terms.DEFAULT, () -> null, tasks::add);
    runTasks();
    assertThat(tier.tier().find(KEY).stale()).isFalse();
  }

  @Test
  void getLater_pastTheEnd_isAnsweredToThoseWhoBringAnExecutorOnly() throws Exception {
    hold("old");
    tier.after(LIFE, unused -> {});
    CompletableFuture<String> answer = new CompletableFuture<>();
    AsyncReads<String, String> later = new AsyncReads<>(parts(tasks::add), reads);
    assertThat(later.get(KEY, Terms.DEFAULT, () -> answer, tasks::add)).isCompletedWithValue("old");
    runTasks();
    CompletableFuture<String> waiting = later.get(KEY, Terms.DEFAULT, () -> answer, null);
    assertThat(waiting).isNotDone();
    answer.complete("new");
    assertThat(waiting).isCompletedWithValue("new");
    assertThat(tier.value(KEY)).isEqualTo("new");
  }

  @Test
  void load_thatFails_leavesThePresentValueAndPauses() throws Exception {
    hold("old");
    get(
        () -> {
          throw new IllegalStateException("the database is down");
        });
    runTasks();
    assertThat(get(answering("new"))).isEqualTo("old");
    assertThat(tasks).isEmpty();
  }

  @Test
  void load_ofNothing_leavesThePresentValue() throws Exception {
    hold("old");
    reads.get(KEY, Terms.DEFAULT, () -> null, null);
    runTasks();
    assertThat(tier.value(KEY)).isEqualTo("old");
  }

  @Test
  void load_ofAClosedCache_doesNotBegin() throws Exception {
    hold("old");
    get(answering("new"));
    open = false;
    runTasks();
    assertThat(asked).isEmpty();
    open = true;
    get(answering("new"));
    assertThat(tasks).as("forgotten").hasSize(1);
  }

  @Test
  void load_thatTheExecutorRefuses_isAskedForAgain() throws Exception {
    hold("old");
    Executor full =
        task -> {
          throw new RejectedExecutionException();
        };
    assertThat(reads.get(KEY, Terms.DEFAULT, answering("new"), full)).isEqualTo("old");
    get(answering("new"));
    assertThat(tasks).hasSize(1);
  }

  @Test
  void getLater_drawn_storesWhatComesLater() throws Exception {
    hold("old");
    CompletableFuture<String> answer = new CompletableFuture<>();
    AsyncReads<String, String> later = new AsyncReads<>(parts(tasks::add), reads);
    assertThat(later.get(KEY, Terms.DEFAULT, () -> answer, null)).isCompletedWithValue("old");
    runTasks();
    assertThat(tier.value(KEY)).isEqualTo("old");
    assertThat(later.get(KEY, Terms.DEFAULT, () -> answer, null)).isCompletedWithValue("old");
    assertThat(tasks).as("one load under way").isEmpty();
    answer.complete("new");
    assertThat(tier.value(KEY)).isEqualTo("new");
  }
}
