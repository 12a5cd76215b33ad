/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.remote;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiercel.embedded.EmbeddedRedis;
import io.tiercel.jcache.CommandLog;
import io.tiercel.jcache.RedisProbe;
import io.tiercel.jcache.config.HashTag;
import io.tiercel.jcache.internal.tier.CacheAddress;
import io.tiercel.jcache.internal.tier.EntryLock;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.LoadLease;
import io.tiercel.jcache.internal.tier.LoadLease.Answer;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.TierFixture;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leases between two nodes, one of whose loads may take no longer than a fifth of a second. */
final class LeaseIT {
  private static final String KEY = "key";

  private static EmbeddedRedis redis;
  private static TierFixture.Server node;
  private static TierFixture.Server hasty;

  private final CacheAddress address = TierFixture.address();
  private TierFixture here;
  private TierFixture there;

  @BeforeAll
  static void connect() {
    redis = EmbeddedRedis.start();
    node = new TierFixture.Server(redis.address());
    hasty =
        new TierFixture.Server(List.of(redis.address()), "", HashTag.NONE, Duration.ofMillis(200));
  }

  @AfterAll
  static void disconnect() {
    node.close();
    hasty.close();
    redis.close();
  }

  @BeforeEach
  void open() {
    here = TierFixture.remote(node, address, false);
    there = TierFixture.remote(hasty, address, true);
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  @Test
  void lease_whileAnotherNodeLoads_isTaken() {
    assertThat(lease(here).granted()).isTrue();
    assertThat(lease(there)).isEqualTo(LoadLease.TAKEN);
    assertThat(lease(here)).isEqualTo(LoadLease.TAKEN);
  }

  @Test
  void lease_whoseLoaderDied_isFreeAfterItsTime() {
    LoadLease dead = lease(there);
    await().untilAsserted(() -> assertThat(lease(here).granted()).isTrue());
    assertThat(there.tier().write(KEY, put(there).ifLeased(dead)).outcome())
        .isEqualTo(Outcome.REFUSED);
  }

  @ParameterizedTest
  @ValueSource(longs = {Ttl.ETERNAL, 3_600_000, Ttl.ZERO})
  void lease_whileReadersPollWithATouch_stillEnds(long ttl) {
    assertThat(lease(there).granted()).isTrue();
    await()
        .untilAsserted(
            () -> {
              assertThat(there.tier().findAndTouch(KEY, ttl).present()).isFalse();
              assertThat(lease(here).granted()).isTrue();
            });
  }

  @Test
  void lease_whoseKeyWasMadeToLiveForEver_stillEnds() {
    assertThat(lease(there).granted()).isTrue();
    try (RedisProbe probe = new RedisProbe(redis.port())) {
      assertThat(probe.call("PERSIST", entryKey())).isEqualTo(1L);
    }
    await().untilAsserted(() -> assertThat(lease(here).granted()).isTrue());
  }

  @Test
  void lease_ofAnEntryThatCannotBeDecoded_isGranted() {
    here.put(KEY, "value", Ttl.ETERNAL);
    try (RedisProbe probe = new RedisProbe(redis.port())) {
      probe.call("SETRANGE", entryKey(), 2, new byte[] {99});
    }
    LoadLease lease = lease(there);
    assertThat(lease.answer()).isEqualTo(Answer.GRANTED);
    assertThat(there.tier().write(KEY, put(there).ifLeased(lease)).outcome())
        .isEqualTo(Outcome.CREATED);
  }

  @Test
  void write_underALease_isNotToldToOtherNodesButARemovalIs() {
    try (CommandLog log = new CommandLog(redis.port())) {
      LoadLease lease = lease(here);
      assertThat(log.of(() -> here.tier().write(KEY, put(here).ifLeased(lease))))
          .contains("[SET]")
          .doesNotContain("[PUBLISH]");
      LoadLease unused = lease(here, "other");
      EntryWrite release = EntryWrite.remove(false).ifLeased(unused);
      assertThat(log.of(() -> here.tier().write("other", release)))
          .contains("[UNLINK]")
          .doesNotContain("[PUBLISH]");
      assertThat(log.of(() -> here.tier().write(KEY, EntryWrite.remove(false))))
          .contains("[UNLINK]", "[PUBLISH]");
    }
  }

  @Test
  void refresh_ofTheEntrySeen_isOneCallersOverAllNodesForItsTime() {
    here.put(KEY, "value", 3_600_000);
    TierEntry seen = here.tier().find(KEY);
    assertThat(there.tier().refresh(KEY, seen)).isTrue();
    assertThat(here.tier().refresh(KEY, seen)).isFalse();
    assertThat(here.value(KEY)).as("still there").isEqualTo("value");
    assertThat(here.tier().find(KEY).stamp()).isEqualTo(seen.stamp());
    try (RedisProbe probe = new RedisProbe(redis.port())) {
      assertThat((Long) probe.call("PTTL", entryKey())).as("its life").isGreaterThan(3_000_000);
    }
    await().until(() -> here.tier().refresh(KEY, seen));
    assertThat(there.tier().refresh(KEY, seen)).isFalse();
  }

  @Test
  void refresh_ofAnotherEntry_isNobodys() {
    here.put(KEY, "value", 3_600_000);
    TierEntry seen = here.tier().find(KEY);
    here.put(KEY, "next", 3_600_000);
    TierEntry next = here.tier().find(KEY);
    assertThat(there.tier().refresh(KEY, seen)).isFalse();
    assertThat(there.tier().refresh(KEY, next)).isTrue();
    here.tier().clear();
    assertThat(there.tier().refresh(KEY, next)).isFalse();
    here.tier().write(KEY, EntryWrite.remove(false));
    assertThat(there.tier().refresh(KEY, next)).isFalse();
  }

  @Test
  void refresh_thatWasStored_leavesTheNextEntryFree() {
    here.put(KEY, "value", 3_600_000);
    TierEntry seen = here.tier().find(KEY);
    assertThat(here.tier().refresh(KEY, seen)).isTrue();
    assertThat(here.tier().write(KEY, put(here).ifStamp(seen.stamp())).outcome())
        .isEqualTo(Outcome.UPDATED);
    assertThat(there.tier().refresh(KEY, here.tier().find(KEY))).isTrue();
  }

  private String entryKey() {
    return address.name() + ":" + KEY + ":v1";
  }

  @Test
  void lock_ofADeadHolder_isTakenAfterItsTime() {
    EntryLock dead = there.tier().lock(KEY);
    EntryLock taken = here.tier().lock(KEY);
    assertThat(taken).isNotSameAs(EntryLock.NONE);
    dead.close();
    assertThat(there.tier().lock(KEY)).as("not freed by the dead").isSameAs(EntryLock.NONE);
    taken.close();
    await().until(() -> there.tier().lock(KEY) != EntryLock.NONE);
  }

  @Test
  void lock_ofAnotherKey_isFree() {
    try (EntryLock held = here.tier().lock(KEY);
        EntryLock other = there.tier().lock("other")) {
      assertThat(held).isNotSameAs(EntryLock.NONE);
      assertThat(other).isNotSameAs(EntryLock.NONE);
      assertThat(here.tier().iterator()).isExhausted();
    }
  }

  private static LoadLease lease(TierFixture cache) {
    return lease(cache, KEY);
  }

  private static LoadLease lease(TierFixture cache, String key) {
    return requireNonNull(cache.tier().lease(List.of(key), false).get(key));
  }

  private static EntryWrite put(TierFixture cache) {
    return EntryWrite.put(cache.stored("loaded"), Ttl.ETERNAL, Ttl.ETERNAL, false);
  }
}
