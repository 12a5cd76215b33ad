/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static io.tiercel.jcache.Counts.hits;
import static io.tiercel.jcache.Counts.misses;
import static io.tiercel.jcache.Counts.puts;
import static io.tiercel.jcache.Counts.removals;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.config.Mode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.expiry.Duration;
import javax.cache.integration.CompletionListenerFuture;
import javax.cache.processor.EntryProcessor;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What each operation counts, and what it asks the expiry policy. The cache holds {@code a=1};
 * {@code b} and {@code c} are absent, and the loader knows {@code a} and {@code b}.
 */
final class StatisticsParityIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  /**
   * An operation.
   *
   * @param name what it is called in a failure
   * @param work what it does
   * @param counts what it counts
   * @param questions how often the expiry policy is asked: creation, update, access
   */
  private record Operation(
      String name, Consumer<Cache<String, String>> work, Counts counts, String questions) {}

  private static final EntryProcessor<String, String, Void> NOTHING = (entry, arguments) -> null;
  private static final EntryProcessor<String, String, String> READ =
      (entry, arguments) -> entry.getValue();
  private static final EntryProcessor<String, String, Void> SET =
      (entry, arguments) -> {
        entry.setValue("9");
        return null;
      };
  private static final EntryProcessor<String, String, Void> READ_AND_SET =
      (entry, arguments) -> {
        entry.setValue(entry.getValue() + "9");
        return null;
      };
  private static final EntryProcessor<String, String, Void> REMOVE =
      (entry, arguments) -> {
        entry.remove();
        return null;
      };

  @InEachMode
  void operation_countsAndAsksForLives(Mode mode) {
    for (Operation operation : operations()) {
      Lives lives = new Lives(Duration.ETERNAL, null, null);
      try (CacheFixture fixture =
          CacheFixture.on(NODES.in(mode)).expiry(lives.factory()).loads().open()) {
        assertCounts(fixture, lives, operation);
      }
    }
  }

  @InEachMode
  void operation_writesThrough_countsAndAsksTheSame(Mode mode) {
    for (Operation operation : operations()) {
      Lives lives = new Lives(Duration.ETERNAL, null, null);
      try (CacheFixture fixture =
          CacheFixture.on(NODES.in(mode)).expiry(lives.factory()).loads().writeThrough().open()) {
        assertCounts(fixture, lives, operation);
      }
    }
  }

  @InEachMode
  void operation_stockPolicy_countsTheSame(Mode mode) {
    for (Operation operation : operations()) {
      try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).loads().open()) {
        fixture.holding("a", "1").source().row("a", "1").row("b", "2");
        operation.work().accept(fixture.cache());
        assertThat(fixture.counts()).as(operation.name()).isEqualTo(operation.counts());
      }
    }
  }

  @InEachMode
  void get_readsThroughAfterALookThatFoundNothing_countsTheSame(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).readThrough().open()) {
      fixture.holding("a", "1").source().row("a", "1").row("b", "2");
      assertThat(fixture.cache().get("c")).isNull();
      assertThat(fixture.cache().get("b")).isEqualTo("2");
      assertThat(fixture.counts()).isEqualTo(misses(2));
      assertThat(fixture.cache().get("a")).isEqualTo("1");
      assertThat(fixture.counts()).isEqualTo(hits(1).and(misses(2)));
    }
  }

  @InEachMode
  void get_byManyThreadsAfterALookThatFoundNothing_countsEach(Mode mode) throws Exception {
    int threads = 16;
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).readThrough().open()) {
      fixture.holding("a", "1").source().row("a", "1");
      assertThat(fixture.cache().get("c")).isNull();
      Callable<String> read = () -> fixture.cache().get("a");
      for (Future<String> answer : workers.invokeAll(Collections.nCopies(threads, read))) {
        assertThat(answer.get()).isEqualTo("1");
      }
      assertThat(fixture.counts()).isEqualTo(hits(threads).and(misses(1)));
    } finally {
      workers.shutdownNow();
    }
  }

  @InEachMode
  void read_readsThrough_countsTheMissAndNoPut(Mode mode) {
    List<Operation> reads =
        List.of(
            new Operation("get loaded", cache -> cache.get("b"), misses(1), "c1 u0 a0"),
            new Operation("get unknown", cache -> cache.get("c"), misses(1), "c0 u0 a0"),
            new Operation(
                "getAll",
                cache -> cache.getAll(Set.of("a", "b", "c")),
                hits(1).and(misses(2)),
                "c1 u0 a1"),
            new Operation("invoke", cache -> cache.invoke("b", READ), misses(1), "c1 u0 a0"),
            new Operation(
                "getAndPut",
                cache -> cache.getAndPut("b", "9"),
                misses(1).and(puts(1)),
                "c1 u0 a0"));
    for (Operation read : reads) {
      Lives lives = new Lives(Duration.ETERNAL, null, null);
      try (CacheFixture fixture =
          CacheFixture.on(NODES.in(mode)).expiry(lives.factory()).readThrough().open()) {
        assertCounts(fixture, lives, read);
      }
    }
  }

  @InEachMode
  void percentagesAndTimes_followTheCounts(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open().holding("a", "1")) {
      Cache<String, String> cache = fixture.cache();
      cache.get("a");
      cache.get("a");
      cache.get("a");
      cache.get("b");
      javax.cache.management.CacheStatisticsMXBean bean = Counts.bean(cache);
      assertThat(bean.getCacheGets()).isEqualTo(4);
      assertThat(bean.getCacheHitPercentage()).isEqualTo(75f);
      assertThat(bean.getCacheMissPercentage()).isEqualTo(25f);
      assertThat(bean.getAverageGetTime()).isPositive();
      assertThat(bean.getAveragePutTime()).isZero();
      bean.clear();
      assertThat(bean.getCacheGets()).isZero();
      assertThat(bean.getCacheHitPercentage()).isZero();
      assertThat(bean.getAverageGetTime()).isZero();
    }
  }

  private static void assertCounts(CacheFixture fixture, Lives lives, Operation operation) {
    fixture.holding("a", "1").source().row("a", "1").row("b", "2");
    lives.takeQuestions();
    operation.work().accept(fixture.cache());
    assertThat(fixture.counts()).as(operation.name()).isEqualTo(operation.counts());
    assertThat(lives.takeQuestions()).as(operation.name()).isEqualTo(operation.questions());
  }

  private static List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    all.addAll(reads());
    all.addAll(writes());
    all.addAll(removing());
    all.addAll(processors());
    return all;
  }

  private static List<Operation> reads() {
    return List.of(
        new Operation("get present", cache -> cache.get("a"), hits(1), "c0 u0 a1"),
        new Operation("get absent", cache -> cache.get("b"), misses(1), "c0 u0 a0"),
        new Operation(
            "getAll",
            cache -> cache.getAll(Set.of("a", "b", "c")),
            hits(1).and(misses(2)),
            "c0 u0 a1"),
        new Operation("containsKey", cache -> cache.containsKey("a"), Counts.NONE, "c0 u0 a0"),
        new Operation("iterator", cache -> cache.forEach(entry -> {}), hits(1), "c0 u0 a1"),
        new Operation(
            "iterator asked only",
            cache -> assertThat(cache.iterator()).hasNext(),
            Counts.NONE,
            "c0 u0 a0"),
        new Operation("loadAll", cache -> load(cache, false), Counts.NONE, "c1 u0 a0"),
        new Operation("loadAll replacing", cache -> load(cache, true), Counts.NONE, "c1 u1 a0"));
  }

  private static List<Operation> writes() {
    return List.of(
        new Operation("put present", cache -> cache.put("a", "9"), puts(1), "c0 u1 a0"),
        new Operation("put absent", cache -> cache.put("b", "9"), puts(1), "c1 u0 a0"),
        new Operation(
            "putAll", cache -> cache.putAll(Map.of("a", "9", "b", "9")), puts(2), "c1 u1 a0"),
        new Operation(
            "putIfAbsent present", cache -> cache.putIfAbsent("a", "9"), hits(1), "c0 u0 a0"),
        new Operation(
            "putIfAbsent absent",
            cache -> cache.putIfAbsent("b", "9"),
            misses(1).and(puts(1)),
            "c1 u0 a0"),
        new Operation(
            "getAndPut present",
            cache -> cache.getAndPut("a", "9"),
            hits(1).and(puts(1)),
            "c0 u1 a0"),
        new Operation(
            "getAndPut absent",
            cache -> cache.getAndPut("b", "9"),
            misses(1).and(puts(1)),
            "c1 u0 a0"),
        new Operation(
            "replace present", cache -> cache.replace("a", "9"), hits(1).and(puts(1)), "c0 u1 a0"),
        new Operation("replace absent", cache -> cache.replace("b", "9"), misses(1), "c0 u0 a0"),
        new Operation(
            "replace equal",
            cache -> cache.replace("a", "1", "9"),
            hits(1).and(puts(1)),
            "c0 u1 a0"),
        new Operation(
            "replace unequal", cache -> cache.replace("a", "x", "9"), hits(1), "c0 u0 a1"),
        new Operation(
            "replace equal absent", cache -> cache.replace("b", "x", "9"), misses(1), "c0 u0 a0"),
        new Operation(
            "getAndReplace present",
            cache -> cache.getAndReplace("a", "9"),
            hits(1).and(puts(1)),
            "c0 u1 a0"),
        new Operation(
            "getAndReplace absent", cache -> cache.getAndReplace("b", "9"), misses(1), "c0 u0 a0"));
  }

  private static List<Operation> removing() {
    return List.of(
        new Operation("remove present", cache -> cache.remove("a"), removals(1), "c0 u0 a0"),
        new Operation("remove absent", cache -> cache.remove("b"), Counts.NONE, "c0 u0 a0"),
        new Operation(
            "remove equal", cache -> cache.remove("a", "1"), hits(1).and(removals(1)), "c0 u0 a0"),
        new Operation("remove unequal", cache -> cache.remove("a", "x"), hits(1), "c0 u0 a1"),
        new Operation(
            "remove equal absent", cache -> cache.remove("b", "x"), misses(1), "c0 u0 a0"),
        new Operation(
            "getAndRemove present",
            cache -> cache.getAndRemove("a"),
            hits(1).and(removals(1)),
            "c0 u0 a0"),
        new Operation(
            "getAndRemove absent", cache -> cache.getAndRemove("b"), misses(1), "c0 u0 a0"),
        new Operation(
            "removeAll of keys",
            cache -> cache.removeAll(Set.of("a", "b")),
            removals(1),
            "c0 u0 a0"),
        new Operation("removeAll", Cache::removeAll, removals(1), "c0 u0 a0"),
        new Operation("clear", Cache::clear, Counts.NONE, "c0 u0 a0"),
        new Operation(
            "iterator remove",
            cache -> {
              Iterator<Cache.Entry<String, String>> entries = cache.iterator();
              entries.next();
              entries.remove();
            },
            hits(1).and(removals(1)),
            "c0 u0 a1"));
  }

  private static List<Operation> processors() {
    return List.of(
        new Operation("invoke nothing", cache -> cache.invoke("a", NOTHING), hits(1), "c0 u0 a0"),
        new Operation(
            "invoke nothing absent", cache -> cache.invoke("b", NOTHING), misses(1), "c0 u0 a0"),
        new Operation("invoke read", cache -> cache.invoke("a", READ), hits(1), "c0 u0 a1"),
        new Operation(
            "invoke read absent", cache -> cache.invoke("b", READ), misses(1), "c0 u0 a0"),
        new Operation(
            "invoke set", cache -> cache.invoke("a", SET), hits(1).and(puts(1)), "c0 u1 a0"),
        new Operation(
            "invoke read and set",
            cache -> cache.invoke("a", READ_AND_SET),
            hits(1).and(puts(1)),
            "c0 u1 a0"),
        new Operation(
            "invoke set absent",
            cache -> cache.invoke("b", SET),
            misses(1).and(puts(1)),
            "c1 u0 a0"),
        new Operation(
            "invoke remove",
            cache -> cache.invoke("a", REMOVE),
            hits(1).and(removals(1)),
            "c0 u0 a0"),
        new Operation(
            "invoke remove absent", cache -> cache.invoke("b", REMOVE), misses(1), "c0 u0 a0"),
        new Operation(
            "invokeAll",
            cache -> cache.invokeAll(Set.of("a", "b"), SET),
            hits(1).and(misses(1)).and(puts(2)),
            "c1 u1 a0"));
  }

  private static void load(Cache<String, String> cache, boolean replace) {
    CompletionListenerFuture done = new CompletionListenerFuture();
    cache.loadAll(Set.of("a", "b"), replace, done);
    try {
      done.get(1, TimeUnit.MINUTES);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
