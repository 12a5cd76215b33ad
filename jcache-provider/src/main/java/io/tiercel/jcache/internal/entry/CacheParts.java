/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import io.tiercel.jcache.internal.monitor.CacheMeter;
import io.tiercel.jcache.internal.tier.StampedeGuard;
import io.tiercel.jcache.internal.tier.Tier;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.ValueForm;
import io.tiercel.jcache.internal.tier.WriteResult;
import io.tiercel.jcache.internal.tier.WriteResult.Outcome;
import io.tiercel.jcache.spi.TierObserver;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the operations of one cache work with.
 *
 * @param name the cache's name
 * @param tier where its entries live
 * @param keys how its keys are known to the tier
 * @param values how its values are stored
 * @param expiry which life its entries get
 * @param source what it reads and writes through
 * @param signals whom it tells of what happens
 * @param loading how misses are loaded
 */
public record CacheParts<K, V>(
    String name,
    Tier tier,
    KeyForm keys,
    ValueForm values,
    ExpiryRules expiry,
    Source<K, V> source,
    Signals<K, V> signals,
    Loading loading) {

  /**
   * L3 as JSR-107 knows it.
   *
   * @param reads where read-through is on, else null
   * @param loads where there is a loader, else null
   * @param writes the writer, if write-through is on
   */
  public record Source<K, V>(
      @Nullable SourceReads<K, V> reads,
      @Nullable SourceReads<K, V> loads,
      SourceWrites<K, V> writes) {}

  /**
   * Who hears of what happens.
   *
   * @param statistics the counts
   * @param events the listeners
   * @param observer the observer of the tiers
   * @param meter the counts of the tiers
   */
  public record Signals<K, V>(
      Statistics statistics,
      EventDispatcher<K, V> events,
      TierObserver observer,
      CacheMeter meter) {}

  /**
   * How misses are loaded.
   *
   * @param guard what keeps concurrent misses from loading more than once
   * @param negativeMillis how long it is remembered that the source has nothing, 0 for not at all
   * @param staleMillis how long entries stay after their ends, for those who can do with it
   * @param early which reads have an entry loaded before its end, null if none does
   * @param background where that is done
   */
  public record Loading(
      StampedeGuard guard,
      long negativeMillis,
      long staleMillis,
      @Nullable EarlyRefresh early,
      Background background) {
    /** Takes note of what a load took. */
    void measured(long nanos) {
      if (early != null) {
        early.measured(nanos);
      }
    }

    /**
     * Tells whether something may stand in an entry's place that is no live entry, and no lease.
     */
    boolean leavesTraces() {
      return negativeMillis > 0 || staleMillis > 0;
    }
  }

  /**
   * Where loads run that nobody waits for.
   *
   * @param executor the threads of this manager
   * @param whileOpen runs what it is given, or answers false where the cache is closed
   */
  public record Background(Executor executor, Predicate<Runnable> whileOpen) {
    boolean run(Runnable load) {
      return whileOpen.test(load);
    }
  }

  /** Returns the application's value of a live entry. */
  @SuppressWarnings("unchecked") // only values of this cache's type are stored
  V value(TierEntry entry) {
    return (V) values.reveal(entry);
  }

  /** Returns a value for somebody else than who has it. */
  @SuppressWarnings("unchecked") // a copy has the type of what was copied
  V copy(V value) {
    return (V) values.copy(value);
  }

  /** Returns the application's value that a write replaced or removed, where it was asked for. */
  @Nullable V previous(WriteResult result) {
    TierEntry entry = result.entry();
    return entry == null || result.outcome() == Outcome.REFUSED ? null : value(entry);
  }

  /** Returns what keeps concurrent misses from loading more than once. */
  public StampedeGuard guard() {
    return loading.guard();
  }

  Statistics statistics() {
    return signals.statistics();
  }

  CacheMeter meter() {
    return signals.meter();
  }

  EventDispatcher<K, V> events() {
    return signals.events();
  }
}
