/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every tier does with the leases of loads, and with what a source is known not to have. */
abstract class LeaseContract {
  static final String KEY = "key:1";
  static final Duration SHORT = Duration.ofMillis(80);
  static final long HOUR = Duration.ofHours(1).toMillis();
  static final List<String> BEFORE = new ArrayList<>(List.of("before"));
  static final List<String> AFTER = new ArrayList<>(List.of("after"));

  /** Opens a cache of its own; sliding if accesses move the life of its entries. */
  protected abstract TierFixture open(boolean sliding);

  static LoadLease lease(TierFixture cache) {
    return requireNonNull(cache.tier().lease(List.of(KEY), false).get(KEY));
  }

  @Test
  void lease_absent_isNoEntryToAnybody() {
    try (TierFixture cache = open(false)) {
      assertThat(lease(cache).granted()).isTrue();
      assertThat(cache.tier().find(KEY).present()).isFalse();
      assertThat(cache.tier().findAll(List.of(KEY))).isEmpty();
      assertThat(cache.tier().iterator()).isExhausted();
      assertThat(cache.tier().write(KEY, put(cache, AFTER).ifPresent()).outcome())
          .isEqualTo(Outcome.REFUSED);
      assertThat(cache.tier().write(KEY, put(cache, AFTER).ifAbsent()).outcome())
          .isEqualTo(Outcome.CREATED);
    }
  }

  @Test
  void findOrLease_isTheEntryOrTheOneLease() {
    try (TierFixture cache = open(false)) {
      assertThat(cache.tier().findOrLease(KEY).granted()).isTrue();
      cache.put(KEY, AFTER, Ttl.ETERNAL);
      TierEntry found = requireNonNull(cache.tier().findOrLease(KEY).entry());
      assertThat(found.present()).isTrue();
      assertThat(found.stamp()).isEqualTo(cache.tier().find(KEY).stamp());
    }
  }

  /** Returns a cache that knows, for a time, that the source has nothing for the key. */
  private TierFixture openKnowingAbsence(Duration time) {
    TierFixture cache = open(false);
    EntryWrite absence = EntryWrite.absence(time.toMillis()).ifLeased(lease(cache));
    assertThat(cache.tier().write(KEY, absence).outcome()).isEqualTo(Outcome.REMEMBERED_ABSENT);
    return cache;
  }

  @Test
  void absence_known_isNoEntryToAnybodyAndNothingToLoad() {
    try (TierFixture cache = openKnowingAbsence(Duration.ofHours(1))) {
      assertThat(cache.tier().find(KEY).present()).isFalse();
      assertThat(cache.tier().find(KEY).knownAbsent()).isTrue();
      assertThat(cache.tier().find("other").knownAbsent()).isFalse();
      assertThat(cache.tier().findAll(List.of(KEY))).isEmpty();
      assertThat(cache.tier().iterator()).isExhausted();
      assertThat(lease(cache)).isEqualTo(LoadLease.ABSENT);
      assertThat(cache.tier().findOrLease(KEY)).isEqualTo(LoadLease.ABSENT);
      assertThat(cache.tier().write(KEY, put(cache, AFTER).ifPresent()).outcome())
          .isEqualTo(Outcome.REFUSED);
      assertThat(requireNonNull(cache.tier().lease(List.of(KEY), true).get(KEY)).granted())
          .as("asked for anyhow")
          .isTrue();
    }
  }

  static Stream<Consumer<TierFixture>> changes() {
    return Stream.of(
        cache -> cache.put(KEY, AFTER, Ttl.ETERNAL),
        cache -> cache.tier().write(KEY, put(cache, AFTER).ifAbsent()),
        cache -> cache.tier().write(KEY, EntryWrite.remove(false)),
        cache -> cache.tier().clear());
  }

  @ParameterizedTest
  @MethodSource("changes")
  void absence_known_endsWithAnyChange(Consumer<TierFixture> change) {
    try (TierFixture cache = openKnowingAbsence(Duration.ofHours(1))) {
      change.accept(cache);
      assertThat(cache.tier().find(KEY).knownAbsent()).isFalse();
      cache.tier().write(KEY, EntryWrite.remove(false));
      assertThat(lease(cache).granted()).isTrue();
    }
  }

  @Test
  void absence_known_endsByTimeAndIsNoExpiredEntry() {
    try (TierFixture cache = openKnowingAbsence(SHORT)) {
      cache.after(SHORT, c -> assertThat(c.tier().find(KEY).knownAbsent()).isFalse());
      assertThat(lease(cache).granted()).isTrue();
      assertThat(cache.expired()).isEmpty();
    }
  }

  @Test
  void absence_underALeaseThatHasEnded_isNotRemembered() {
    try (TierFixture cache = open(false)) {
      LoadLease lease = lease(cache);
      cache.tier().write(KEY, EntryWrite.remove(false));
      assertThat(cache.tier().write(KEY, EntryWrite.absence(HOUR).ifLeased(lease)).outcome())
          .isEqualTo(Outcome.REFUSED);
      assertThat(cache.tier().find(KEY).knownAbsent()).isFalse();
    }
  }

  @Test
  void lease_present_isTheEntry() {
    try (TierFixture cache = open(false)) {
      cache.put(KEY, BEFORE, Ttl.ETERNAL);
      LoadLease answer = lease(cache);
      assertThat(answer.granted()).isFalse();
      assertThat(cache.value(answer.entry())).isEqualTo(BEFORE);
      assertThat(cache.value(KEY)).isEqualTo(BEFORE);
    }
  }

  @Test
  void lease_someKeys_answersEachByItself() {
    try (TierFixture cache = open(false)) {
      cache.put("present", BEFORE, Ttl.ETERNAL);
      Map<Object, LoadLease> answers =
          cache.tier().lease(List.of("absent 1", "present", "absent 2"), false);
      assertThat(answers).containsOnlyKeys("absent 1", "present", "absent 2");
      LoadLease first = requireNonNull(answers.get("absent 1"));
      LoadLease second = requireNonNull(answers.get("absent 2"));
      assertThat(cache.value(requireNonNull(answers.get("present")).entry())).isEqualTo(BEFORE);
      cache.tier().write("absent 1", EntryWrite.remove(false));
      assertThat(
              cache
                  .tier()
                  .writeAll(
                      Map.of(
                          "absent 1", put(cache, AFTER).ifLeased(first),
                          "absent 2", put(cache, AFTER).ifLeased(second))))
          .extractingFromEntries(entry -> entry.getValue().outcome())
          .containsExactlyInAnyOrder(Outcome.REFUSED, Outcome.CREATED);
      assertThat(cache.value("absent 1")).isNull();
      assertThat(cache.value("absent 2")).isEqualTo(AFTER);
    }
  }

  @Test
  void lease_ended_isGrantedAnew() {
    try (TierFixture cache = open(false)) {
      LoadLease first = lease(cache);
      EntryWrite release = EntryWrite.remove(false).ifLeased(first);
      assertThat(cache.tier().write(KEY, release).outcome()).isEqualTo(Outcome.ABSENT);
      LoadLease second = lease(cache);
      assertThat(second.granted()).isTrue();
      assertThat(cache.tier().write(KEY, put(cache, BEFORE).ifLeased(first)).outcome())
          .isEqualTo(Outcome.REFUSED);
      assertThat(cache.tier().write(KEY, put(cache, AFTER).ifLeased(second)).outcome())
          .isEqualTo(Outcome.CREATED);
      assertThat(cache.value(KEY)).isEqualTo(AFTER);
    }
  }

  @Test
  void lease_takenOver_refusesTheFillOfTheOtherLoad() {
    try (TierFixture cache = open(false)) {
      LoadLease first = lease(cache);
      LoadLease second = requireNonNull(cache.tier().lease(List.of(KEY), true).get(KEY));
      assertThat(second.granted()).isTrue();
      assertThat(cache.tier().write(KEY, put(cache, BEFORE).ifLeased(first)).outcome())
          .isEqualTo(Outcome.REFUSED);
      assertThat(cache.tier().write(KEY, put(cache, AFTER).ifLeased(second)).outcome())
          .isEqualTo(Outcome.CREATED);
    }
  }

  @Test
  void findAndTouch_leased_doesNotProlongTheLease() {
    try (TierFixture cache = open(true)) {
      LoadLease lease = lease(cache);
      assertThat(cache.tier().findAndTouch(KEY, Ttl.ETERNAL).present()).isFalse();
      assertThat(cache.tier().write(KEY, put(cache, AFTER).ifLeased(lease)).outcome())
          .isEqualTo(Outcome.CREATED);
    }
  }

  static EntryWrite put(TierFixture cache, Object value) {
    return EntryWrite.put(cache.stored(value), Ttl.ETERNAL, Ttl.ETERNAL, false);
  }
}
