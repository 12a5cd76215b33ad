/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every tier does with entries that stay for a time after their ends. */
public abstract class StaleEntriesContract {
  private static final String KEY = "key";
  private static final Duration LIFE = Duration.ofMillis(80);
  private static final Duration LONG = Duration.ofHours(1);
  private static final long HOUR = LONG.toMillis();

  /** Opens a cache of its own whose entries stay for a time. */
  protected abstract TierFixture open(Duration stale);

  private static TierEntry find(TierFixture cache) {
    return cache.tier().find(KEY);
  }

  /** Stores an entry, and returns it when it is past its end. */
  private static TierEntry past(TierFixture cache) {
    cache.put(KEY, "old", LIFE.toMillis());
    cache.after(LIFE, now -> assertThat(find(now).stale()).isTrue());
    return find(cache);
  }

  private static EntryWrite put(TierFixture cache) {
    return EntryWrite.put(cache.stored("new"), HOUR, HOUR, false);
  }

  private static Outcome write(TierFixture cache, EntryWrite write) {
    return cache.tier().write(KEY, write).outcome();
  }

  @Test
  void find_pastTheEnd_isStaleAndAbsentToAllElse() {
    try (TierFixture cache = open(LONG)) {
      TierEntry stale = past(cache);
      assertThat(stale.present()).isFalse();
      assertThat(stale.knownAbsent()).isFalse();
      assertThat(cache.form().reveal(stale)).isEqualTo("old");
      assertThat(cache.tier().findAll(List.of(KEY))).isEmpty();
      assertThat(cache.tier().iterator()).isExhausted();
      assertThat(write(cache, put(cache).ifPresent())).isEqualTo(Outcome.REFUSED);
      assertThat(write(cache, put(cache).ifStamp(stale.stamp()))).isEqualTo(Outcome.REFUSED);
      assertThat(write(cache, put(cache).ifEqual(cache.stored("old")))).isEqualTo(Outcome.REFUSED);
      assertThat(find(cache).stale()).as("nothing was changed").isTrue();
    }
  }

  @Test
  void find_beforeTheEnd_isLive() {
    try (TierFixture cache = open(LONG)) {
      cache.put(KEY, "old", HOUR);
      assertThat(cache.value(KEY)).isEqualTo("old");
      assertThat(find(cache).stale()).isFalse();
      cache.put(KEY, "eternal", Ttl.ETERNAL);
      assertThat(cache.value(KEY)).isEqualTo("eternal");
    }
  }

  @Test
  void find_afterItsTime_isGone() {
    try (TierFixture cache = open(LIFE)) {
      past(cache);
      cache.after(LIFE, now -> assertThat(find(now).stale()).isFalse());
      assertThat(find(cache).present()).isFalse();
    }
  }

  static Stream<Consumer<TierFixture>> ends() {
    return Stream.of(
        cache -> assertThat(write(cache, put(cache))).isEqualTo(Outcome.CREATED),
        cache -> assertThat(write(cache, put(cache).ifAbsent())).isEqualTo(Outcome.CREATED),
        cache -> assertThat(write(cache, EntryWrite.remove(true))).isEqualTo(Outcome.ABSENT),
        cache -> cache.tier().clear());
  }

  @ParameterizedTest
  @MethodSource("ends")
  void change_ofAStaleEntry_leavesNothingOfIt(Consumer<TierFixture> end) {
    try (TierFixture cache = open(LONG)) {
      TierEntry stale = past(cache);
      end.accept(cache);
      assertThat(find(cache).stale()).isFalse();
      assertThat(write(cache, put(cache).ifSeen(stale))).isEqualTo(Outcome.REFUSED);
    }
  }

  @Test
  void write_ifSeen_takesThePlaceOfTheStaleEntryForAFullLife() {
    try (TierFixture cache = open(LONG)) {
      TierEntry stale = past(cache);
      assertThat(cache.tier().refresh(KEY, stale)).isTrue();
      assertThat(write(cache, put(cache).ifSeen(stale))).isEqualTo(Outcome.CREATED);
      assertThat(cache.value(KEY)).isEqualTo("new");
      TierEntry live = find(cache);
      assertThat(live.expiresAtMillis()).isGreaterThan(cache.clock().millis() + HOUR / 2);
      assertThat(write(cache, put(cache).ifSeen(stale))).isEqualTo(Outcome.REFUSED);
      assertThat(write(cache, put(cache).ifSeen(live))).isEqualTo(Outcome.UPDATED);
    }
  }

  @Test
  void absence_ifSeen_takesThePlaceOfTheStaleEntry() {
    try (TierFixture cache = open(LONG)) {
      TierEntry stale = past(cache);
      assertThat(write(cache, EntryWrite.absence(HOUR).ifSeen(stale)))
          .isEqualTo(Outcome.REMEMBERED_ABSENT);
      assertThat(find(cache).knownAbsent()).isTrue();
    }
  }

  @Test
  void lease_overAStaleEntry_isGranted() {
    try (TierFixture cache = open(LONG)) {
      past(cache);
      LoadLease lease = requireNonNull(cache.tier().lease(List.of(KEY), false).get(KEY));
      assertThat(write(cache, put(cache).ifLeased(lease))).isEqualTo(Outcome.CREATED);
      assertThat(cache.value(KEY)).isEqualTo("new");
    }
  }

  @Test
  void write_keepingLife_staysAsTheFirstWouldHave() {
    try (TierFixture cache = open(LONG)) {
      cache.put(KEY, "old", LIFE.toMillis());
      EntryWrite kept = EntryWrite.put(cache.stored("kept"), HOUR, Ttl.KEEP, false);
      if (write(cache, kept.ifPresent()) == Outcome.UPDATED) {
        cache.after(LIFE, now -> assertThat(find(now).stale()).isTrue());
        assertThat(cache.form().reveal(find(cache))).isEqualTo("kept");
      }
    }
  }
}
