/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.internal.codec.AllowList;
import io.tiercel.jcache.internal.codec.ValueCodecs;
import io.tiercel.jcache.internal.tier.EntryWrite.Condition;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every tier does: with leases and absences, and with entries. */
public abstract class TierContract extends LeaseContract {
  private static final long UNSURE_MILLIS = 10_000;
  private static final List<String> EQUAL_BYTES = new ArrayList<>(List.of("before"));
  private static final List<String> OTHER_BYTES = List.of("before");

  /** What the condition of a write compares with. */
  enum Given {
    ANY(true, true),
    ABSENT(true, false),
    LEASED(true, false),
    LEASED_BEFORE_A_CLEAR(false, false),
    LEASED_BEFORE_A_REMOVAL(false, false),
    LEASED_BY_ANOTHER(false, false),
    PRESENT(false, true),
    STAMP_SEEN(false, true),
    STAMP_OTHER(false, false),
    EQUAL_VALUE(false, true),
    EQUAL_WITH_OTHER_BYTES(false, true),
    OTHER_VALUE(false, false);

    private final boolean holdsOnAbsent;
    private final boolean holdsOnPresent;

    Given(boolean holdsOnAbsent, boolean holdsOnPresent) {
      this.holdsOnAbsent = holdsOnAbsent;
      this.holdsOnPresent = holdsOnPresent;
    }
  }

  /** What a write does, and its outcomes where its condition holds. */
  enum Act {
    PUT_ETERNAL(Ttl.ETERNAL, Outcome.CREATED, Outcome.UPDATED),
    PUT_FOR_AN_HOUR(HOUR, Outcome.CREATED, Outcome.UPDATED),
    PUT_KEEPING_LIFE(Ttl.KEEP, Outcome.CREATED, Outcome.UPDATED),
    PUT_FOR_NO_TIME(Ttl.ZERO, Outcome.NOT_STORED, Outcome.EXPIRED),
    REMOVE(Ttl.ZERO, Outcome.ABSENT, Outcome.REMOVED);

    private final long ttl;
    private final Outcome onAbsent;
    private final Outcome onPresent;

    Act(long ttl, Outcome onAbsent, Outcome onPresent) {
      this.ttl = ttl;
      this.onAbsent = onAbsent;
      this.onPresent = onPresent;
    }

    boolean stores() {
      return onAbsent == Outcome.CREATED;
    }
  }

  static Stream<Arguments> writes() {
    return Stream.of(Given.values())
        .flatMap(
            given ->
                Stream.of(Act.values())
                    .flatMap(
                        act ->
                            IntStream.range(0, 4)
                                .mapToObj(i -> new Arguments(given, act, i % 2 == 0, i / 2 == 0))));
  }

  /** One write, of a key that has an entry or none. */
  record Arguments(Given given, Act act, boolean present, boolean wantPrevious) {
    boolean holds() {
      return present ? given.holdsOnPresent : given.holdsOnAbsent;
    }
  }

  @ParameterizedTest
  @MethodSource("writes")
  void write_eachConditionAndAct_hasItsOutcomeAndItsEffect(Arguments arguments) {
    try (TierFixture cache = open(false)) {
      EntryWrite write = prepare(cache, arguments);
      TierEntry before = cache.tier().find(KEY);
      WriteResult result = cache.tier().write(KEY, write);
      Act act = arguments.act();
      Outcome done = arguments.present() ? act.onPresent : act.onAbsent;
      assertThat(result.outcome()).isEqualTo(arguments.holds() ? done : Outcome.REFUSED);
      boolean shown = arguments.present() && (arguments.wantPrevious() || !arguments.holds());
      assertThat(cache.value(result.entry())).isEqualTo(shown ? BEFORE : null);
      if (result.entry() != null) {
        assertThat(result.entry().stamp()).isEqualTo(before.stamp());
      }
      TierEntry now = cache.tier().find(KEY);
      if (!arguments.holds()) {
        assertThat(cache.value(now)).isEqualTo(cache.value(before));
        assertThat(now.stamp()).isEqualTo(before.stamp());
      } else if (act.stores()) {
        assertThat(cache.value(now)).isEqualTo(AFTER);
        assertThat(now.stamp()).isNotEqualTo(before.stamp());
      } else {
        assertThat(now.present()).isFalse();
      }
    }
  }

  private static EntryWrite prepare(TierFixture cache, Arguments arguments) {
    cache.put("other", List.of(), Ttl.ETERNAL);
    LoadLease beforeAClear = lease(cache);
    cache.tier().clear();
    LoadLease beforeARemoval = lease(cache);
    cache.tier().write(KEY, EntryWrite.remove(false));
    LoadLease lease = lease(cache);
    if (arguments.present()) {
      cache.put(KEY, BEFORE, Ttl.ETERNAL);
    }
    long stamp = cache.tier().find(KEY).stamp();
    Act act = arguments.act();
    long createTtl = act.ttl == Ttl.KEEP ? Ttl.ETERNAL : act.ttl;
    EntryWrite write =
        act == Act.REMOVE
            ? EntryWrite.remove(arguments.wantPrevious())
            : EntryWrite.put(cache.stored(AFTER), createTtl, act.ttl, arguments.wantPrevious());
    return switch (arguments.given()) {
      case ANY -> write;
      case ABSENT -> write.ifAbsent();
      case LEASED -> write.ifLeased(lease);
      case LEASED_BEFORE_A_CLEAR -> write.ifLeased(beforeAClear);
      case LEASED_BEFORE_A_REMOVAL -> write.ifLeased(beforeARemoval);
      case LEASED_BY_ANOTHER -> write.ifLeased(LoadLease.granted(~lease.stamp()));
      case PRESENT -> write.ifPresent();
      case STAMP_SEEN -> write.ifStamp(stamp);
      case STAMP_OTHER -> write.ifStamp(~stamp);
      case EQUAL_VALUE -> write.ifEqual(cache.stored(EQUAL_BYTES));
      case EQUAL_WITH_OTHER_BYTES -> write.ifEqual(cache.stored(OTHER_BYTES));
      case OTHER_VALUE -> write.ifEqual(cache.stored(AFTER));
    };
  }

  @Test
  void given_equalValues_areProvedWithTheSameAndWithOtherBytes() {
    ValueCodecs codecs =
        new ValueCodecs(TierContract.class.getClassLoader(), AllowList.everything());
    assertThat(codecs.encode(EQUAL_BYTES)).isEqualTo(codecs.encode(BEFORE));
    assertThat(codecs.encode(OTHER_BYTES)).isNotEqualTo(codecs.encode(BEFORE));
  }

  @Test
  void write_eachLife_givesItsDeadline() {
    try (TierFixture cache = open(false)) {
      cache.put(KEY, "eternal", Ttl.ETERNAL);
      assertThat(deadline(cache)).isEqualTo(TierEntry.NEVER);
      long earliest = cache.clock().millis() + HOUR;
      cache.put(KEY, "for an hour", HOUR);
      long deadline = deadline(cache);
      assertThat(deadline)
          .as("never late, and early by no more than the server's clock is unsure")
          .isBetween(earliest - UNSURE_MILLIS, cache.clock().millis() + HOUR);
      cache.tier().write(KEY, EntryWrite.put(cache.stored("kept"), HOUR, Ttl.KEEP, false));
      assertThat(cache.value(KEY)).isEqualTo("kept");
      assertThat(deadline(cache)).isEqualTo(deadline);
      cache.tier().write(KEY, EntryWrite.put(cache.stored("longer"), 1, 2 * HOUR, false));
      assertThat(deadline(cache)).isGreaterThanOrEqualTo(deadline + HOUR);
    }
  }

  /** Asks the iterator, which returns entries and no copies, whose lives are shorter. */
  private static long deadline(TierFixture cache) {
    return cache.tier().iterator().next().getValue().expiresAtMillis();
  }

  @Test
  void write_ofAnExpiredEntry_findsNone() {
    try (TierFixture cache = open(false)) {
      cache.put(KEY, BEFORE, SHORT.toMillis());
      cache.after(SHORT, c -> assertThat(c.tier().find(KEY).present()).isFalse());
      assertThat(cache.tier().write(KEY, put(cache, AFTER).ifPresent()).outcome())
          .isEqualTo(Outcome.REFUSED);
      assertThat(cache.tier().write(KEY, EntryWrite.remove(true)).outcome())
          .isEqualTo(Outcome.ABSENT);
      assertThat(cache.tier().write(KEY, put(cache, AFTER).ifAbsent()).outcome())
          .isEqualTo(Outcome.CREATED);
    }
  }

  @Test
  void write_keepingLife_endsWithTheFirstLife() {
    try (TierFixture cache = open(false)) {
      cache.put(KEY, BEFORE, SHORT.toMillis());
      EntryWrite update = EntryWrite.put(cache.stored(AFTER), HOUR, Ttl.KEEP, false);
      assertThat(cache.tier().write(KEY, update.ifPresent()).outcome()).isEqualTo(Outcome.UPDATED);
      cache.after(SHORT, c -> assertThat(c.tier().find(KEY).present()).isFalse());
    }
  }

  @Test
  void findAndTouch_live_returnsItAndGivesANewLife() {
    try (TierFixture cache = open(true)) {
      cache.put(KEY, BEFORE, SHORT.toMillis());
      assertThat(cache.value(cache.tier().findAndTouch(KEY, HOUR))).isEqualTo(BEFORE);
      cache.put("witness", BEFORE, SHORT.toMillis());
      cache.after(SHORT, c -> assertThat(c.tier().find("witness").present()).isFalse());
      assertThat(cache.value(KEY)).isEqualTo(BEFORE);
    }
  }

  @Test
  void findAndTouch_noLife_returnsItAndRemovesIt() {
    try (TierFixture cache = open(true)) {
      cache.put(KEY, BEFORE, HOUR);
      assertThat(cache.value(cache.tier().findAndTouch(KEY, Ttl.ZERO))).isEqualTo(BEFORE);
      assertThat(cache.tier().find(KEY).present()).isFalse();
    }
  }

  @Test
  void touch_entrySeen_givesANewLife() {
    try (TierFixture cache = open(true)) {
      cache.put(KEY, BEFORE, Ttl.ETERNAL);
      cache.tier().touch(KEY, cache.tier().find(KEY), SHORT.toMillis());
      cache.after(SHORT, c -> assertThat(c.tier().find(KEY).present()).isFalse());
    }
  }

  @Test
  void touch_entrySeenWithoutLife_removesIt() {
    try (TierFixture cache = open(true)) {
      cache.put(KEY, BEFORE, Ttl.ETERNAL);
      cache.tier().touch(KEY, cache.tier().find(KEY), Ttl.ZERO);
      assertThat(cache.tier().find(KEY).present()).isFalse();
    }
  }

  @Test
  void touch_entryReplacedSince_leavesItAlone() {
    try (TierFixture cache = open(true)) {
      cache.put(KEY, BEFORE, Ttl.ETERNAL);
      TierEntry seen = cache.tier().find(KEY);
      cache.put(KEY, AFTER, Ttl.ETERNAL);
      cache.tier().touch(KEY, seen, Ttl.ZERO);
      assertThat(cache.value(KEY)).isEqualTo(AFTER);
    }
  }

  @Test
  void touch_entryExpiredOrClearedSince_doesNotBringItBack() {
    try (TierFixture cache = open(true)) {
      cache.put(KEY, BEFORE, SHORT.toMillis());
      TierEntry expired = cache.tier().find(KEY);
      cache.put("cleared", BEFORE, HOUR);
      TierEntry cleared = cache.tier().find("cleared");
      cache.put("witness", BEFORE, SHORT.toMillis());
      cache.after(SHORT, c -> assertThat(c.tier().find("witness").present()).isFalse());
      cache.tier().touch(KEY, expired, HOUR);
      cache.tier().clear();
      cache.tier().touch("cleared", cleared, HOUR);
      assertThat(cache.tier().findAll(Set.of(KEY, "cleared"))).isEmpty();
    }
  }

  @Test
  void findAll_someAbsent_returnsTheOthers() {
    try (TierFixture cache = open(false)) {
      cache.put("a", "1", Ttl.ETERNAL);
      cache.put("b", "2", HOUR);
      Map<Object, Object> found = new HashMap<>();
      cache
          .tier()
          .findAll(List.of("a", "b", "c"))
          .forEach((key, entry) -> found.put(key, cache.value(entry)));
      assertThat(found).isEqualTo(Map.of("a", "1", "b", "2"));
      assertThat(cache.tier().findAll(List.of("c"))).isEmpty();
      assertThat(cache.tier().findAll(List.of())).isEmpty();
    }
  }

  @Test
  void writeAll_severalConditionsAndLives_hasAResultForEachKey() {
    try (TierFixture cache = open(false)) {
      for (String key : List.of("update", "remove", "refuse", "expire", "equal")) {
        cache.put(key, BEFORE, Ttl.ETERNAL);
      }
      EntryWrite put = put(cache, AFTER);
      Map<Object, EntryWrite> writes =
          Map.of(
              "create", put,
              "update", put,
              "remove", EntryWrite.remove(true),
              "refuse", put.ifAbsent(),
              "expire", EntryWrite.put(cache.stored(AFTER), HOUR, Ttl.ZERO, false),
              "equal", put.ifEqual(cache.stored(OTHER_BYTES)),
              "none", EntryWrite.remove(false));
      Map<Object, WriteResult> results = cache.tier().writeAll(writes);
      Map<Object, Outcome> outcomes = new HashMap<>();
      results.forEach((key, result) -> outcomes.put(key, result.outcome()));
      assertThat(outcomes)
          .isEqualTo(
              Map.of(
                  "create", Outcome.CREATED,
                  "update", Outcome.UPDATED,
                  "remove", Outcome.REMOVED,
                  "refuse", Outcome.REFUSED,
                  "expire", Outcome.EXPIRED,
                  "equal", Outcome.UPDATED,
                  "none", Outcome.ABSENT));
      assertThat(cache.value(requireNonNull(results.get("remove")).entry())).isEqualTo(BEFORE);
      assertThat(cache.tier().findAll(writes.keySet()))
          .containsOnlyKeys("create", "update", "refuse", "equal");
      assertThat(cache.tier().writeAll(Map.of())).isEmpty();
    }
  }

  @Test
  void clear_entriesBefore_areGoneAndLaterOnesStay() {
    try (TierFixture cache = open(false);
        TierFixture other = open(false)) {
      cache.put("a", BEFORE, Ttl.ETERNAL);
      cache.put("b", BEFORE, HOUR);
      other.put("a", BEFORE, Ttl.ETERNAL);
      cache.tier().clear();
      assertThat(cache.tier().findAll(Set.of("a", "b"))).isEmpty();
      assertThat(cache.tier().iterator()).isExhausted();
      cache.put("a", AFTER, Ttl.ETERNAL);
      assertThat(cache.value("a")).isEqualTo(AFTER);
      cache.tier().clear();
      cache.tier().clear();
      assertThat(cache.tier().find("a").present()).isFalse();
      assertThat(other.value("a")).isEqualTo(BEFORE);
    }
  }

  @Test
  void iterator_manyEntries_returnsEachOnceAndNoOther() {
    try (TierFixture cache = open(false);
        TierFixture other = open(false)) {
      Map<Object, EntryWrite> writes = new HashMap<>();
      IntStream.range(0, 700).forEach(i -> writes.put("key " + i, put(cache, "v" + i)));
      cache.tier().writeAll(writes);
      other.put("stranger", BEFORE, Ttl.ETERNAL);
      cache.tier().write("key 0", EntryWrite.remove(false));
      writes.remove("key 0");
      List<Object> keys = new ArrayList<>();
      cache
          .tier()
          .iterator()
          .forEachRemaining(
              entry -> {
                keys.add(entry.getKey());
                assertThat(cache.value(entry.getValue()))
                    .isEqualTo(entry.getKey().toString().replace("key ", "v"));
              });
      assertThat(keys).hasSize(699).doesNotHaveDuplicates();
      assertThat(writes.keySet()).containsAll(keys);
    }
  }

  @Test
  void write_oneKeyByManyThreads_isDecidedOnceAtATime() {
    try (TierFixture cache = open(false)) {
      cache.put(KEY, 0, Ttl.ETERNAL);
      IntStream.range(0, 200)
          .parallel()
          .forEach(
              i -> {
                Outcome outcome = Outcome.REFUSED;
                while (outcome == Outcome.REFUSED) {
                  TierEntry seen = cache.tier().find(KEY);
                  int next = (int) requireNonNull(cache.value(seen)) + 1;
                  EntryWrite write = put(cache, next).ifStamp(seen.stamp());
                  assertThat(write.condition()).isEqualTo(Condition.STAMP);
                  outcome = cache.tier().write(KEY, write).outcome();
                }
              });
      assertThat(cache.value(KEY)).isEqualTo(200);
    }
  }
}
