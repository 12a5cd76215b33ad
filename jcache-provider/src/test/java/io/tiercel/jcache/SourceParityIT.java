/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tiercel.jcache.config.Mode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriterException;
import javax.cache.integration.CompletionListener;
import javax.cache.integration.CompletionListenerFuture;
import javax.cache.processor.EntryProcessorException;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What loaders and writers that answer in part, or fail, leave behind. */
final class SourceParityIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  @InEachMode
  void write_writerFails_changesAndCountsNothing(Mode mode) {
    Map<String, Consumer<Cache<String, String>>> writes = new LinkedHashMap<>();
    writes.put("put", cache -> cache.put("a", "2"));
    writes.put("put absent", cache -> cache.put("x", "2"));
    writes.put("putAll", cache -> cache.putAll(Map.of("a", "2")));
    writes.put("putIfAbsent", cache -> cache.putIfAbsent("x", "2"));
    writes.put("getAndPut", cache -> cache.getAndPut("a", "2"));
    writes.put("replace", cache -> cache.replace("a", "2"));
    writes.put("replace equal", cache -> cache.replace("a", "1", "2"));
    writes.put("getAndReplace", cache -> cache.getAndReplace("a", "2"));
    writes.put("remove", cache -> cache.remove("a"));
    writes.put("remove equal", cache -> cache.remove("a", "1"));
    writes.put("getAndRemove", cache -> cache.getAndRemove("a"));
    writes.put("removeAll of keys", cache -> cache.removeAll(Set.of("a")));
    writes.put("removeAll", Cache::removeAll);
    writes.forEach(
        (name, write) -> {
          try (CacheFixture fixture = failingOnAandX(mode)) {
            Throwable failure = catchThrowable(() -> write.accept(fixture.cache()));
            assertThat(failure)
                .as(name)
                .isInstanceOf(CacheWriterException.class)
                .hasMessageContaining("TIERCEL-1005")
                .hasRootCauseInstanceOf(IllegalStateException.class);
            assertUnchanged(name, fixture);
          }
        });
  }

  @InEachMode
  void invoke_writerFails_isTheProcessorsFailureAndChangesNothing(Mode mode) {
    Map<String, Consumer<Cache<String, String>>> writes =
        Map.of(
            "set",
            cache ->
                cache.invoke(
                    "a",
                    (entry, arguments) -> {
                      entry.setValue("2");
                      return null;
                    }),
            "remove",
            cache ->
                cache.invoke(
                    "a",
                    (entry, arguments) -> {
                      entry.remove();
                      return null;
                    }));
    writes.forEach(
        (name, write) -> {
          try (CacheFixture fixture = failingOnAandX(mode)) {
            assertThatThrownBy(() -> write.accept(fixture.cache()))
                .as(name)
                .isInstanceOf(EntryProcessorException.class)
                .hasCauseInstanceOf(CacheWriterException.class);
            assertUnchanged(name, fixture);
          }
        });
  }

  @InEachMode
  void putAll_writerFailsHalfWay_storesWhatWasWritten(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).writeThrough().open()) {
      fixture.source().failOn("b");
      assertThatThrownBy(() -> fixture.cache().putAll(Map.of("a", "1", "b", "2", "c", "3")))
          .isInstanceOf(CacheWriterException.class);
      assertThat(fixture.events().take()).containsExactly("CREATED a=1");
      assertThat(fixture.counts()).isEqualTo(Counts.puts(1));
      assertThat(fixture.entries()).containsExactly("a=1");
      assertThat(fixture.source().rows()).isEqualTo(Map.of("a", "1"));
    }
  }

  @InEachMode
  void removeAll_writerFailsHalfWay_removesWhatWasDeleted(Mode mode) {
    List<Consumer<Cache<String, String>>> removals =
        List.of(cache -> cache.removeAll(Set.of("a", "b", "c")), Cache::removeAll);
    for (Consumer<Cache<String, String>> removal : removals) {
      try (CacheFixture fixture =
          CacheFixture.on(NODES.in(mode))
              .writeThrough()
              .open()
              .holding("a", "1", "b", "2", "c", "3")) {
        fixture.source().failOn("b");
        assertThatThrownBy(() -> removal.accept(fixture.cache()))
            .isInstanceOf(CacheWriterException.class);
        assertThat(fixture.events().take()).containsExactly("REMOVED a was 1");
        assertThat(fixture.counts()).isEqualTo(Counts.removals(1));
        assertThat(fixture.entries()).containsExactly("b=2", "c=3");
      }
    }
  }

  @InEachMode
  void bulkWrite_writerAndListenerFail_throwsTheWritersFailure(Mode mode) {
    CacheEntryCreatedListener<String, String> failing =
        events -> {
          throw new UnsupportedOperationException("the listener fails");
        };
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).writeThrough().open()) {
      fixture
          .cache()
          .registerCacheEntryListener(
              new MutableCacheEntryListenerConfiguration<>(() -> failing, null, false, true));
      fixture.source().failOn("b");
      assertThatThrownBy(() -> fixture.cache().putAll(Map.of("a", "1", "b", "2")))
          .isInstanceOf(CacheWriterException.class)
          .satisfies(
              failure ->
                  assertThat(failure.getSuppressed())
                      .singleElement()
                      .isInstanceOf(CacheEntryListenerException.class));
      assertThat(fixture.entries()).containsExactly("a=1");
    }
  }

  @InEachMode
  void bulkOperation_nothingToDo_doesNotReachTheSource(Mode mode) throws Exception {
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode)).readThrough().writeThrough().open()) {
      fixture.cache().putAll(Map.of());
      fixture.cache().removeAll(Set.of());
      fixture.cache().removeAll();
      assertThat(fixture.cache().getAll(Set.of())).isEmpty();
      load(fixture, Set.of(), true);
      assertThat(fixture.source().takeCalls()).isEmpty();
    }
  }

  @InEachMode
  void write_conditionFails_doesNotReachTheWriter(Mode mode) {
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode)).writeThrough().open().holding("a", "1")) {
      Cache<String, String> cache = fixture.cache();
      assertThat(cache.putIfAbsent("a", "2")).isFalse();
      assertThat(cache.replace("x", "2")).isFalse();
      assertThat(cache.replace("a", "y", "2")).isFalse();
      assertThat(cache.getAndReplace("x", "2")).isNull();
      assertThat(cache.remove("a", "y")).isFalse();
      assertThat(fixture.source().takeCalls()).isEmpty();
    }
  }

  @InEachMode
  void remove_absent_reachesTheWriter(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).writeThrough().open()) {
      assertThat(fixture.cache().remove("a")).isFalse();
      assertThat(fixture.cache().getAndRemove("b")).isNull();
      fixture.cache().removeAll(Set.of("c"));
      fixture
          .cache()
          .invoke(
              "d",
              (entry, arguments) -> {
                entry.remove();
                return null;
              });
      assertThat(fixture.source().takeCalls())
          .containsExactly("delete a", "delete b", "delete c", "delete d");
      assertThat(fixture.events().take()).isEmpty();
    }
  }

  @InEachMode
  void get_loaderFails_storesNothingAndAsksAgain(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).readThrough().open()) {
      fixture.source().row("a", "1").failOn("a");
      assertThatThrownBy(() -> fixture.cache().get("a"))
          .isInstanceOf(CacheLoaderException.class)
          .hasMessageContaining("TIERCEL-1004")
          .hasCauseInstanceOf(IllegalStateException.class);
      assertThat(fixture.events().take()).isEmpty();
      assertThat(fixture.cache().containsKey("a")).isFalse();
      fixture.source().heal();
      assertThat(fixture.cache().get("a")).isEqualTo("1");
      assertThat(fixture.source().takeCalls()).containsExactly("load a", "load a");
      assertThat(fixture.counts()).isEqualTo(Counts.misses(2));
      assertThat(fixture.events().take()).containsExactly("CREATED a=1");
    }
  }

  @InEachMode
  void get_loaderThrowsCacheLoaderException_isThatException(Mode mode) {
    CacheLoaderException own = new CacheLoaderException("own");
    var configuration =
        new javax.cache.configuration.MutableConfiguration<String, String>()
            .setTypes(String.class, String.class)
            .setReadThrough(true)
            .setCacheLoaderFactory(() -> new FailingLoader(own));
    Cache<String, String> cache =
        NODES.in(mode).manager().createCache(CacheFixture.newName(), configuration);
    assertThatThrownBy(() -> cache.get("a")).isSameAs(own);
    assertThatThrownBy(() -> cache.getAll(Set.of("a"))).isSameAs(own);
  }

  @InEachMode
  void get_loaderHasNothing_isAMissEachTime(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).readThrough().open()) {
      assertThat(fixture.cache().get("a")).isNull();
      assertThat(fixture.cache().get("a")).isNull();
      assertThat(fixture.source().takeCalls()).containsExactly("load a", "load a");
      assertThat(fixture.counts()).isEqualTo(Counts.misses(2));
    }
  }

  @InEachMode
  void getAll_loaderHasSome_storesAndAnswersThose(Mode mode) {
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode)).readThrough().open().holding("a", "1")) {
      fixture.source().row("a", "old").row("b", "2").row("z", "not asked");
      assertThat(fixture.cache().getAll(Set.of("a", "b", "c")))
          .isEqualTo(Map.of("a", "1", "b", "2"));
      assertThat(fixture.source().takeCalls()).containsExactly("loadAll b,c");
      assertThat(fixture.events().take()).containsExactly("CREATED b=2");
      assertThat(fixture.counts()).isEqualTo(Counts.hits(1).and(Counts.misses(2)));
      assertThat(fixture.entries()).containsExactly("a=1", "b=2");
    }
  }

  @InEachMode
  void getAll_loaderFails_storesNothing(Mode mode) {
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode)).readThrough().open().holding("a", "1")) {
      fixture.source().row("b", "2").failOn("c");
      assertThatThrownBy(() -> fixture.cache().getAll(Set.of("a", "b", "c")))
          .isInstanceOf(CacheLoaderException.class);
      assertThat(fixture.events().take()).isEmpty();
      assertThat(fixture.entries()).containsExactly("a=1");
    }
  }

  @InEachMode
  void getAll_notReadThrough_doesNotLoad(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).loads().open()) {
      fixture.source().row("a", "1");
      assertThat(fixture.cache().getAll(Set.of("a"))).isEmpty();
      assertThat(fixture.cache().get("a")).isNull();
      assertThat(fixture.source().takeCalls()).isEmpty();
    }
  }

  @InEachMode
  void loadAll_keepsWhatIsThere(Mode mode) throws Exception {
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode)).loads().writeThrough().open().holding("a", "1")) {
      fixture.source().row("a", "new").row("b", "2");
      load(fixture, Set.of("a", "b", "c"), false);
      assertThat(fixture.source().takeCalls()).containsExactly("loadAll b,c");
      assertThat(fixture.events().take()).containsExactly("CREATED b=2");
      assertThat(fixture.counts()).isEqualTo(Counts.NONE);
      assertThat(fixture.entries()).containsExactly("a=1", "b=2");
    }
  }

  @InEachMode
  void loadAll_replaces_updatesWithoutWritingThrough(Mode mode) throws Exception {
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode)).loads().writeThrough().open().holding("a", "1", "c", "3")) {
      fixture.source().row("a", "new");
      fixture.source().delete("c");
      fixture.forget();
      load(fixture, Set.of("a", "c"), true);
      assertThat(fixture.source().takeCalls()).containsExactly("loadAll a,c");
      assertThat(fixture.events().take()).containsExactly("UPDATED a=new was 1");
      assertThat(fixture.counts()).isEqualTo(Counts.NONE);
      assertThat(fixture.entries()).containsExactly("a=new", "c=3");
    }
  }

  @InEachMode
  void loadAll_loaderFails_tellsTheListenerAndStoresNothing(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).loads().open()) {
      fixture.source().row("a", "1").failOn("b");
      assertThatThrownBy(() -> load(fixture, Set.of("a", "b"), true))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(CacheLoaderException.class)
          .hasRootCauseMessage("the source is down for b");
      assertThat(fixture.entries()).isEmpty();
    }
  }

  @InEachMode
  void loadAll_noLoader_completes(Mode mode) throws Exception {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).open()) {
      load(fixture, Set.of("a"), true);
      assertThat(fixture.entries()).isEmpty();
    }
  }

  @InEachMode
  void loadAll_noListener_loads(Mode mode) {
    try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).loads().open()) {
      fixture.source().row("a", "1");
      CompletionListener nobody = null;
      fixture.cache().loadAll(Set.of("a"), false, nobody);
      org.awaitility.Awaitility.await().until(() -> fixture.cache().containsKey("a"));
    }
  }

  private static CacheFixture failingOnAandX(Mode mode) {
    CacheFixture fixture = CacheFixture.on(NODES.in(mode)).writeThrough().open().holding("a", "1");
    fixture.source().failOn("a").failOn("x");
    return fixture;
  }

  private static void assertUnchanged(String name, CacheFixture fixture) {
    assertThat(fixture.events().take()).as(name).isEmpty();
    assertThat(fixture.counts()).as(name).isEqualTo(Counts.NONE);
    assertThat(fixture.entries()).as(name).containsExactly("a=1");
    assertThat(fixture.source().rows()).as(name).isEqualTo(Map.of("a", "1"));
  }

  private static void load(CacheFixture fixture, Set<String> keys, boolean replace)
      throws Exception {
    CompletionListenerFuture done = new CompletionListenerFuture();
    fixture.cache().loadAll(keys, replace, done);
    done.get(1, TimeUnit.MINUTES);
  }

  /** A loader that always fails in the same way. */
  private record FailingLoader(CacheLoaderException failure)
      implements CacheLoader<String, String> {
    @Override
    public String load(String key) {
      throw failure;
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      throw failure;
    }
  }
}
