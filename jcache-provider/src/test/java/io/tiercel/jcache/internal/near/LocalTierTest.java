/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.near;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.TierContract;
import io.tiercel.jcache.internal.tier.TierFixture;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.spi.TierLevel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The contract of tiers, and what only a local tier does. */
final class LocalTierTest extends TierContract {
  private static final Duration LIFE = Duration.ofSeconds(10);

  @Override
  protected TierFixture open(boolean sliding) {
    return TierFixture.local();
  }

  @Test
  void find_atTheDeadline_isAbsentAndToldOnce() {
    try (TierFixture cache = TierFixture.local()) {
      cache.put("k", "v", LIFE.toMillis());
      cache.after(
          LIFE.minusMillis(1), c -> assertThat(c.tier().find("k").level()).isEqualTo(TierLevel.L1));
      cache.after(Duration.ofMillis(1), c -> assertThat(c.tier().find("k").present()).isFalse());
      cache.tier().find("k");
      assertThat(cache.expired()).containsExactly("k");
    }
  }

  @Test
  void write_overAnExpiredEntry_tellsOfItOnce() {
    try (TierFixture cache = TierFixture.local()) {
      cache.put("k", "v", LIFE.toMillis());
      cache.after(LIFE, c -> c.put("k", "w", Ttl.ETERNAL));
      assertThat(cache.value("k")).isEqualTo("w");
      assertThat(cache.expired()).containsExactly("k");
    }
  }

  @Test
  void find_pastTheEndOfAnEntryThatStays_tellsOfItWhenItIsGone() {
    try (TierFixture cache = TierFixture.local(LIFE)) {
      cache.put("k", "v", LIFE.toMillis());
      cache.after(LIFE, c -> assertThat(c.tier().find("k").stale()).isTrue());
      assertThat(cache.expired()).isEmpty();
      cache.after(LIFE, c -> assertThat(c.tier().find("k").stale()).isFalse());
      assertThat(cache.expired()).containsExactly("k");
    }
  }

  @Test
  void clear_entriesWithLife_areNotToldAsExpired() {
    try (TierFixture cache = TierFixture.local()) {
      cache.put("k", "v", LIFE.toMillis());
      var seen = cache.tier().find("k");
      cache.tier().clear();
      cache.tier().touch("k", seen, Ttl.ZERO);
      cache.after(LIFE, c -> assertThat(c.tier().find("k").present()).isFalse());
      assertThat(cache.tier().write("k", EntryWrite.remove(true)).entry()).isNull();
      assertThat(cache.expired()).isEmpty();
    }
  }
}
