/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.config.Mode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.integration.CacheLoaderException;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import javax.cache.processor.MutableEntry;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What entry processors do to entries, sources, listeners and counts. */
final class ProcessorParityIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  private static final Counts HIT = Counts.hits(1);
  private static final Counts MISS = Counts.misses(1);

  /** What a processor does. */
  private interface Work extends EntryProcessor<String, String, String> {
    void on(MutableEntry<String, String> entry);

    @Override
    default String process(MutableEntry<String, String> entry, Object... arguments) {
      on(entry);
      return entry.exists() + " " + entry.getValue();
    }
  }

  /** What is seen of a processor's work: its answer, the writer's call, the event, the counts. */
  private record Seen(
      String answer, List<String> source, List<String> events, Counts counts, String entry) {}

  /** Which of both came last to the source is not known, so the next read asks it. */
  @InEachMode
  void invoke_writeThroughOvertakenByAPut_writesOnceAndLeavesNoEntry(Mode mode) {
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode)).writeThrough().open().holding("a", "1")) {
      Cache<String, String> cache = fixture.cache();
      String answer =
          cache.invoke(
              "a",
              (entry, arguments) -> {
                String seen = entry.getValue();
                cache.put("a", "overtaking");
                entry.setValue("2");
                return seen;
              });
      assertThat(answer).isEqualTo("1");
      assertThat(fixture.source().takeCalls()).containsExactly("write a=overtaking", "write a=2");
      assertThat(cache.containsKey("a")).isFalse();
    }
  }

  @InEachMode
  void invoke_present_leavesOnlyTheNetEffect(Mode mode) {
    Map<Work, Seen> works = new LinkedHashMap<>();
    List<String> none = List.of();
    works.put(entry -> {}, new Seen("true 1", none, none, HIT, "a=1"));
    works.put(MutableEntry::getValue, new Seen("true 1", none, none, HIT, "a=1"));
    works.put(MutableEntry::exists, new Seen("true 1", none, none, HIT, "a=1"));
    Seen updated =
        new Seen(
            "true 2",
            List.of("write a=2"),
            List.of("UPDATED a=2 was 1"),
            HIT.and(Counts.puts(1)),
            "a=2");
    works.put(entry -> entry.setValue("2"), updated);
    works.put(
        entry -> {
          entry.setValue("9");
          entry.setValue("2");
        },
        updated);
    works.put(
        entry -> {
          entry.remove();
          entry.setValue("2");
        },
        updated);
    Seen removed =
        new Seen(
            "false null",
            List.of("delete a"),
            List.of("REMOVED a was 1"),
            HIT.and(Counts.removals(1)),
            "");
    works.put(MutableEntry::remove, removed);
    works.put(
        entry -> {
          entry.setValue("2");
          entry.remove();
        },
        removed);
    works.put(
        entry -> {
          entry.getValue();
          entry.remove();
          entry.remove();
        },
        removed);
    works.forEach((work, seen) -> assertSeen(mode, work, seen, "a", "1"));
  }

  @InEachMode
  void invoke_absent_leavesOnlyTheNetEffect(Mode mode) {
    Map<Work, Seen> works = new LinkedHashMap<>();
    List<String> none = List.of();
    works.put(entry -> {}, new Seen("false null", none, none, MISS, ""));
    works.put(entry -> entry.getValue(), new Seen("false null", none, none, MISS, ""));
    works.put(
        entry -> entry.setValue("2"),
        new Seen(
            "true 2",
            List.of("write a=2"),
            List.of("CREATED a=2"),
            MISS.and(Counts.puts(1)),
            "a=2"));
    works.put(
        entry -> {
          entry.setValue("2");
          entry.remove();
        },
        new Seen("false null", none, none, MISS, ""));
    works.put(MutableEntry::remove, new Seen("false null", List.of("delete a"), none, MISS, ""));
    works.put(
        entry -> {
          entry.remove();
          entry.setValue("2");
        },
        new Seen(
            "true 2",
            List.of("write a=2"),
            List.of("CREATED a=2"),
            MISS.and(Counts.puts(1)),
            "a=2"));
    works.forEach((work, seen) -> assertSeen(mode, work, seen));
  }

  @InEachMode
  void invoke_readsThrough_isAMissAndNoPut(Mode mode) {
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode)).readThrough().writeThrough().open()) {
      fixture.source().row("a", "1");
      String answer =
          fixture
              .cache()
              .invoke(
                  "a",
                  (entry, arguments) ->
                      entry.exists() + " " + entry.getValue() + " " + entry.exists());
      assertThat(answer).isEqualTo("false 1 true");
      assertThat(fixture.source().takeCalls()).containsExactly("load a");
      assertThat(fixture.events().take()).containsExactly("CREATED a=1");
      assertThat(fixture.counts()).isEqualTo(MISS);
      assertThat(fixture.entries()).containsExactly("a=1");
    }
  }

  @InEachMode
  void invoke_readsThroughThenSets_loadsAndCreates(Mode mode) {
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode)).readThrough().writeThrough().open()) {
      fixture.source().row("a", "1");
      fixture
          .cache()
          .invoke(
              "a",
              (entry, arguments) -> {
                entry.setValue(entry.getValue() + "2");
                return null;
              });
      assertThat(fixture.source().takeCalls()).containsExactly("load a", "write a=12");
      assertThat(fixture.events().take()).containsExactly("CREATED a=12");
      assertThat(fixture.counts()).isEqualTo(MISS.and(Counts.puts(1)));
    }
  }

  @InEachMode
  void invoke_readThroughFails_isTheProcessorsFailure(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).readThrough().open()) {
      fixture.source().failOn("a");
      assertThatThrownBy(() -> fixture.cache().invoke("a", (entry, arguments) -> entry.getValue()))
          .isInstanceOf(EntryProcessorException.class)
          .hasCauseInstanceOf(CacheLoaderException.class);
      assertThat(fixture.entries()).isEmpty();
    }
  }

  @InEachMode
  void invoke_throws_changesAndCountsNothing(Mode mode) {
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode)).writeThrough().open().holding("a", "1")) {
      assertThatThrownBy(
              () ->
                  fixture
                      .cache()
                      .invoke(
                          "a",
                          (entry, arguments) -> {
                            entry.setValue("2");
                            throw new IllegalStateException("changed my mind");
                          }))
          .isInstanceOf(EntryProcessorException.class)
          .hasMessageContaining("TIERCEL-1006")
          .hasCauseInstanceOf(IllegalStateException.class);
      assertThat(fixture.source().takeCalls()).isEmpty();
      assertThat(fixture.events().take()).isEmpty();
      assertThat(fixture.counts()).isEqualTo(Counts.NONE);
      assertThat(fixture.entries()).containsExactly("a=1");
    }
  }

  @InEachMode
  void invoke_throwsProcessorException_isThatException(Mode mode) {
    EntryProcessorException own = new EntryProcessorException("own");
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open()) {
      assertThatThrownBy(
              () ->
                  fixture
                      .cache()
                      .invoke(
                          "a",
                          (entry, arguments) -> {
                            throw own;
                          }))
          .isSameAs(own);
    }
  }

  @InEachMode
  @SuppressWarnings("NullAway") // that null is refused is what is tested
  void invoke_setsNull_failsAndChangesNothing(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open().holding("a", "1")) {
      assertThatThrownBy(
              () ->
                  fixture
                      .cache()
                      .invoke(
                          "a",
                          (entry, arguments) -> {
                            entry.setValue(null);
                            return null;
                          }))
          .isInstanceOf(EntryProcessorException.class)
          .hasCauseInstanceOf(NullPointerException.class);
      assertThat(fixture.entries()).containsExactly("a=1");
    }
  }

  @InEachMode
  void invoke_arguments_reachTheProcessor(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open()) {
      List<Object> given = new ArrayList<>();
      fixture
          .cache()
          .invoke(
              "a",
              (entry, arguments) -> {
                given.addAll(List.of(arguments));
                return null;
              },
              "one",
              2);
      assertThat(given).containsExactly("one", 2);
    }
  }

  @InEachMode
  void invokeAll_someFailAndSomeAnswerNull_saysSoForEachKey(Mode mode) {
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode)).open().holding("a", "1", "b", "2", "c", "3")) {
      Cache<String, String> cache = fixture.cache();
      Map<String, EntryProcessorResult<String>> results =
          cache.invokeAll(
              Set.of("a", "b", "c"),
              (entry, arguments) -> {
                if (entry.getKey().equals("b")) {
                  throw new IllegalStateException("not b");
                }
                entry.setValue(entry.getValue() + "0");
                return entry.getKey().equals("c") ? null : entry.getValue();
              });
      assertThat(results).containsOnlyKeys("a", "b");
      assertThat(requireNonNull(results.get("a")).get()).isEqualTo("10");
      assertThatThrownBy(() -> requireNonNull(results.get("b")).get())
          .isInstanceOf(EntryProcessorException.class)
          .hasCauseInstanceOf(IllegalStateException.class);
      assertThat(fixture.entries()).containsExactly("a=10", "b=2", "c=30");
      assertThat(fixture.counts()).isEqualTo(Counts.hits(2).and(Counts.puts(2)));
    }
  }

  private static void assertSeen(Mode mode, Work work, Seen expected, String... holding) {
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode)).writeThrough().open().holding(holding)) {
      String answer = fixture.cache().invoke("a", work);
      Seen seen =
          new Seen(
              answer,
              fixture.source().takeCalls(),
              fixture.events().take(),
              fixture.counts(),
              String.join(",", fixture.entries()));
      assertThat(seen).isEqualTo(expected);
    }
  }
}
