/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiercel.jcache.config.AtomicFailurePolicy;
import io.tiercel.jcache.config.FailurePolicy;
import io.tiercel.jcache.config.OutageSettings;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import io.tiercel.jcache.spi.TierLevel;
import io.tiercel.jcache.spi.TierUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an outage is for each kind of operation, as the settings say. */
final class DegradingTierTest {
  private static final TierEntry COPY =
      TierEntry.of(new StoredValue("copy", null), 7, TierEntry.NEVER, TierLevel.L1);
  private static final StoredValue VALUE = new StoredValue("value", null);
  private static final EntryWrite PUT = EntryWrite.put(VALUE, Ttl.ETERNAL, Ttl.ETERNAL, false);

  @Test
  void reads_degrading_areCopiesOrMisses() {
    Tier tier = tier(FailurePolicy.DEGRADE, AtomicFailurePolicy.FAIL);
    assertThat(tier.find("copied")).isSameAs(COPY);
    assertThat(tier.find("other").present()).isFalse();
    assertThat(tier.findAndTouch("other", Ttl.ETERNAL).present()).isFalse();
    assertThat(tier.findAll(Set.of("copied", "other"))).isEqualTo(Map.of("copied", COPY));
    assertThat(tier.iterator()).isExhausted();
    tier.touch("copied", COPY, Ttl.ETERNAL);
    tier.clear();
  }

  @Test
  void lease_degrading_isNone() {
    Tier tier = tier(FailurePolicy.DEGRADE, AtomicFailurePolicy.FAIL);
    assertThat(tier.lease(List.of("a", "b"), false))
        .isEqualTo(Map.of("a", LoadLease.NONE, "b", LoadLease.NONE));
  }

  @Test
  void findOrLease_degrading_isTheCopyOrNone() {
    Tier tier = tier(FailurePolicy.DEGRADE, AtomicFailurePolicy.FAIL);
    assertThat(tier.findOrLease("copied")).isEqualTo(LoadLease.found(COPY));
    assertThat(tier.findOrLease("other")).isEqualTo(LoadLease.NONE);
  }

  @Test
  void writes_degrading_areUnknown() {
    Tier tier = tier(FailurePolicy.DEGRADE, AtomicFailurePolicy.FAIL);
    assertThat(tier.write("k", PUT).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(tier.writeAll(Map.of("k", PUT, "l", EntryWrite.remove(false))))
        .containsOnlyKeys("k", "l")
        .allSatisfy((key, result) -> assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN));
  }

  @Test
  void everything_failing_throws() {
    Tier tier = tier(FailurePolicy.FAIL, AtomicFailurePolicy.FAIL);
    List<Runnable> operations =
        List.of(
            () -> tier.find("copied"),
            () -> tier.findToDecide("copied"),
            () -> tier.findAll(Set.of("copied")),
            () -> tier.findAndTouch("copied", Ttl.ETERNAL),
            () -> tier.lease(List.of("copied"), false),
            () -> tier.findOrLease("copied"),
            () -> tier.touch("copied", COPY, Ttl.ETERNAL),
            () -> tier.write("k", PUT),
            () -> tier.writeAll(Map.of("k", PUT)),
            () -> assertThat(tier.iterator().hasNext()).isTrue(),
            tier::clear);
    for (Runnable operation : operations) {
      assertThatThrownBy(operation::run)
          .isInstanceOf(TierUnavailableException.class)
          .hasMessageContaining("cache 'orders'")
          .hasMessageContaining("bring Redis back")
          .hasRootCauseMessage("away");
    }
  }

  @Test
  void decisions_failing_throwThoughReadsGoOn() {
    Tier tier = tier(FailurePolicy.DEGRADE, AtomicFailurePolicy.FAIL);
    assertThatThrownBy(() -> tier.findToDecide("copied"))
        .isInstanceOf(TierUnavailableException.class)
        .hasMessageContaining("TIERCEL-2002 cache 'orders'");
    assertThatThrownBy(() -> tier.write("k", PUT.deciding()))
        .isInstanceOf(TierUnavailableException.class)
        .hasMessageContaining("tiercel.on-outage-atomic=local");
  }

  @Test
  void decisions_local_areMadeFromCopiesAndNeverAskForARepetition() {
    Tier tier = tier(FailurePolicy.DEGRADE, AtomicFailurePolicy.LOCAL);
    assertThat(tier.findToDecide("copied")).isSameAs(COPY);
    assertThat(tier.write("copied", PUT.ifStamp(7).deciding()).outcome())
        .isEqualTo(Outcome.UNKNOWN);
    assertThat(tier.write("k", PUT.ifAbsent().deciding()).outcome()).isEqualTo(Outcome.NOT_STORED);
    assertThat(tier.write("k", PUT.ifPresent().deciding()).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(tier.write("k", EntryWrite.remove(true).deciding()).outcome())
        .isEqualTo(Outcome.ABSENT);
  }

  @Test
  void iterator_lostOnTheWay_ends() {
    Failing failing = new Failing();
    failing.reachable = true;
    Tier tier = tier(failing, FailurePolicy.DEGRADE, AtomicFailurePolicy.FAIL);
    Iterator<Map.Entry<Object, TierEntry>> entries = tier.iterator();
    assertThat(entries.next().getKey()).isEqualTo("copied");
    failing.reachable = false;
    assertThat(entries.hasNext()).isFalse();
    assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
  }

  private static Tier tier(FailurePolicy onOutage, AtomicFailurePolicy onOutageAtomic) {
    return tier(new Failing(), onOutage, onOutageAtomic);
  }

  private static Tier tier(
      Tier failing, FailurePolicy onOutage, AtomicFailurePolicy onOutageAtomic) {
    return new DegradingTier(
        failing, "orders", new OutageSettings(onOutage, onOutageAtomic, Duration.ZERO), false);
  }

  /** A tier out of reach, of which this process holds one copy; its iterator may still answer. */
  private static final class Failing implements Tier {
    private boolean reachable;

    @Override
    public TierEntry find(Object key) {
      throw failure();
    }

    @Override
    public Map<Object, TierEntry> findAll(Collection<Object> keys) {
      throw failure();
    }

    @Override
    public Map<Object, TierEntry> findDegraded(Collection<Object> keys) {
      Map<Object, TierEntry> copies = new HashMap<>(Map.of("copied", COPY));
      copies.keySet().retainAll(keys);
      return copies;
    }

    @Override
    public TierEntry findAndTouch(Object key, long ttl) {
      throw failure();
    }

    @Override
    public void touch(Object key, TierEntry seen, long ttl) {
      throw failure();
    }

    @Override
    public Map<Object, LoadLease> lease(Collection<Object> keys, boolean takeOver) {
      throw failure();
    }

    @Override
    public EntryTags openTags(Collection<String> tags, long life) {
      throw failure();
    }

    @Override
    public WriteResult write(Object key, EntryWrite write) {
      throw failure();
    }

    @Override
    public Map<Object, WriteResult> writeAll(Map<Object, EntryWrite> writes) {
      throw failure();
    }

    @Override
    public DropCount clear() {
      throw failure();
    }

    @Override
    public DropCount forget() {
      return DropCount.NONE;
    }

    @Override
    public Iterator<Map.Entry<Object, TierEntry>> iterator() {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          if (!reachable) {
            throw failure();
          }
          return true;
        }

        @Override
        public Map.Entry<Object, TierEntry> next() {
          return Map.entry("copied", COPY);
        }
      };
    }

    @Override
    public void close() {}

    private static TierFailure failure() {
      return new TierFailure("no answer", "bring Redis back", new IllegalStateException("away"));
    }
  }
}
