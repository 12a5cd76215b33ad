/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.jcache.config.Mode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.configuration.Factory;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CompletionListenerFuture;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Entries whose life is nothing, and lives that are very long. */
final class ExpiryParityIT {
  @RegisterExtension static final Nodes NODES = new Nodes();

  @InEachMode
  void put_noLifeFromCreation_writesThroughAndStoresNothing(Mode mode) {
    for (Factory<? extends ExpiryPolicy> policy :
        List.of(CreatedExpiryPolicy.factoryOf(Duration.ZERO), Lives.noneFromCreation().factory())) {
      try (CacheFixture fixture =
          CacheFixture.on(NODES.in(mode)).expiry(policy).writeThrough().open()) {
        Cache<String, String> cache = fixture.cache();
        cache.put("a", "1");
        cache.putAll(Map.of("b", "2"));
        assertThat(cache.getAndPut("c", "3")).isNull();
        assertThat(cache.putIfAbsent("d", "4")).isFalse();
        cache.invoke(
            "e",
            (entry, arguments) -> {
              entry.setValue("5");
              return null;
            });
        assertThat(cache.containsKey("a")).isFalse();
        assertThat(fixture.entries()).isEmpty();
        assertThat(fixture.events().take()).isEmpty();
        assertThat(fixture.counts()).as("two of them read").isEqualTo(Counts.misses(3));
        assertThat(fixture.source().rows())
            .isEqualTo(Map.of("a", "1", "b", "2", "c", "3", "d", "4", "e", "5"));
      }
    }
  }

  @InEachMode
  void load_noLifeFromCreation_answersAndStoresNothing(Mode mode) throws Exception {
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode))
            .expiry(Lives.noneFromCreation().factory())
            .readThrough()
            .open()) {
      fixture.source().row("a", "1").row("b", "2");
      Cache<String, String> cache = fixture.cache();
      assertThat(cache.get("a")).isEqualTo("1");
      assertThat(cache.getAll(Set.of("a", "b"))).isEqualTo(Map.of("a", "1", "b", "2"));
      CompletionListenerFuture done = new CompletionListenerFuture();
      cache.loadAll(Set.of("a", "b"), true, done);
      done.get(1, TimeUnit.MINUTES);
      assertThat(cache.containsKey("a")).isFalse();
      assertThat(fixture.events().take()).isEmpty();
      assertThat(fixture.counts()).isEqualTo(Counts.misses(3));
    }
  }

  @InEachMode
  void update_noLifeFromUpdate_tellsOfTheUpdateThenTheExpiry(Mode mode) {
    Map<String, java.util.function.Consumer<Cache<String, String>>> updates =
        Map.of(
            "put", cache -> cache.put("a", "2"),
            "putAll", cache -> cache.putAll(Map.of("a", "2")),
            "getAndPut", cache -> assertThat(cache.getAndPut("a", "2")).isEqualTo("1"),
            "replace", cache -> assertThat(cache.replace("a", "2")).isTrue(),
            "replace equal", cache -> assertThat(cache.replace("a", "1", "2")).isTrue(),
            "getAndReplace", cache -> assertThat(cache.getAndReplace("a", "2")).isEqualTo("1"),
            "invoke",
                cache ->
                    cache.invoke(
                        "a",
                        (entry, arguments) -> {
                          entry.setValue("2");
                          return null;
                        }));
    updates.forEach(
        (name, update) -> {
          try (CacheFixture fixture =
              CacheFixture.on(NODES.in(mode))
                  .expiry(Lives.noneFromUpdate().factory())
                  .writeThrough()
                  .open()
                  .holding("a", "1")) {
            update.accept(fixture.cache());
            assertThat(fixture.cache().containsKey("a")).as(name).isFalse();
            assertThat(fixture.events().take())
                .as(name)
                .containsExactly("UPDATED a=2 was 1", "EXPIRED a was 2");
            assertThat(fixture.counts().puts()).as(name).isEqualTo(1);
            assertThat(fixture.counts().removals()).as(name).isZero();
            assertThat(fixture.source().takeCalls()).as(name).containsExactly("write a=2");
          }
        });
  }

  @InEachMode
  void loadAll_replacesAndNoLifeFromUpdate_tellsOfTheUpdateThenTheExpiry(Mode mode)
      throws Exception {
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode))
            .expiry(Lives.noneFromUpdate().factory())
            .loads()
            .open()
            .holding("a", "1")) {
      fixture.source().row("a", "2");
      CompletionListenerFuture done = new CompletionListenerFuture();
      fixture.cache().loadAll(Set.of("a"), true, done);
      done.get(1, TimeUnit.MINUTES);
      assertThat(fixture.cache().containsKey("a")).isFalse();
      assertThat(fixture.events().take()).containsExactly("UPDATED a=2 was 1", "EXPIRED a was 2");
      assertThat(fixture.counts()).isEqualTo(Counts.NONE);
    }
  }

  @InEachMode
  void access_noLifeFromAccess_answersOnceAndTellsOfTheExpiry(Mode mode) {
    Map<String, java.util.function.Consumer<Cache<String, String>>> accesses =
        Map.of(
            "get", cache -> assertThat(cache.get("a")).isEqualTo("1"),
            "getAll", cache -> assertThat(cache.getAll(Set.of("a", "b"))).containsEntry("a", "1"),
            "iterator", cache -> assertThat(cache.iterator().next().getValue()).isEqualTo("1"),
            "replace unequal", cache -> assertThat(cache.replace("a", "x", "2")).isFalse(),
            "remove unequal", cache -> assertThat(cache.remove("a", "x")).isFalse(),
            "invoke",
                cache ->
                    assertThat(cache.<String>invoke("a", (entry, arguments) -> entry.getValue()))
                        .isEqualTo("1"));
    accesses.forEach(
        (name, access) -> {
          try (CacheFixture fixture =
              CacheFixture.on(NODES.in(mode))
                  .expiry(Lives.noneFromAccess().factory())
                  .open()
                  .holding("a", "1")) {
            access.accept(fixture.cache());
            assertThat(fixture.counts().hits()).as(name).isEqualTo(1);
            assertThat(fixture.events().take()).as(name).containsExactly("EXPIRED a was 1");
            assertThat(fixture.cache().get("a")).as(name).isNull();
            assertThat(fixture.counts().removals()).as(name).isZero();
          }
        });
  }

  @InEachMode
  void containsKey_noLifeFromAccess_isNoAccess(Mode mode) {
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode))
            .expiry(Lives.noneFromAccess().factory())
            .open()
            .holding("a", "1")) {
      assertThat(fixture.cache().containsKey("a")).isTrue();
      assertThat(fixture.cache().putIfAbsent("a", "2")).isFalse();
      assertThat(fixture.cache().containsKey("a")).isTrue();
      assertThat(fixture.cache().get("a")).isEqualTo("1");
    }
  }

  @InEachMode
  void find_lifeIsOver_isToldOnlyWhereThisProcessHeldTheEntry(Mode mode) {
    Duration life = new Duration(TimeUnit.MILLISECONDS, 20);
    try (CacheFixture fixture =
        CacheFixture.on(NODES.in(mode)).expiry(CreatedExpiryPolicy.factoryOf(life)).open()) {
      fixture.cache().put("a", "1");
      await().until(() -> !fixture.cache().containsKey("a"));
      List<String> told = mode == Mode.LOCAL ? List.of("EXPIRED a was 1") : List.of();
      assertThat(fixture.events().take())
          .startsWith("CREATED a=1")
          .endsWith(told.toArray(String[]::new))
          .hasSize(1 + told.size());
      assertThat(fixture.counts()).isEqualTo(Counts.puts(1));
    }
  }

  @InEachMode
  void operation_policyThrowsOrAnswersNull_leavesTheLifeAsItIs(Mode mode) {
    for (ExpiryPolicy policy : List.of(new Speechless(false), new Speechless(true))) {
      try (CacheFixture fixture = CacheFixture.on(NODES.in(mode)).expiry(() -> policy).open()) {
        fixture.cache().put("a", "1");
        assertThat(fixture.cache().get("a")).isEqualTo("1");
        fixture.cache().put("a", "2");
        assertThat(fixture.cache().get("a")).isEqualTo("2");
        assertThat(fixture.events().take()).containsExactly("CREATED a=1", "UPDATED a=2 was 1");
      }
    }
  }

  /** A policy without an answer. */
  @SuppressWarnings("NullAway") // that null is lived with is what is tested
  private record Speechless(boolean loud) implements ExpiryPolicy {
    @Override
    public Duration getExpiryForCreation() {
      return answer();
    }

    @Override
    public Duration getExpiryForAccess() {
      return answer();
    }

    @Override
    public Duration getExpiryForUpdate() {
      return answer();
    }

    private Duration answer() {
      if (loud) {
        throw new IllegalStateException("no answer");
      }
      return null;
    }
  }

  @InEachMode
  void put_lifeBeyondAllClocks_stays(Mode mode) {
    for (Duration life :
        List.of(
            new Duration(TimeUnit.DAYS, Long.MAX_VALUE),
            new Duration(TimeUnit.MILLISECONDS, Long.MAX_VALUE),
            new Duration(TimeUnit.DAYS, 365_000_000))) {
      try (CacheFixture fixture =
          CacheFixture.on(NODES.in(mode)).expiry(CreatedExpiryPolicy.factoryOf(life)).open()) {
        fixture.cache().put("a", "1");
        assertThat(fixture.cache().get("a")).as(life.toString()).isEqualTo("1");
        assertThat(fixture.cache().putIfAbsent("a", "2")).isFalse();
      }
    }
  }
}
