/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import static java.util.Objects.requireNonNull;

import io.tiercel.jcache.internal.entry.SharedLoads.Loaded;
import io.tiercel.jcache.internal.tier.LoadLease;
import io.tiercel.jcache.internal.tier.TierEntry;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Reads of one cache whose source answers later. Safe for many threads. */
public final class AsyncReads<K, V> {
  private final CacheParts<K, V> parts;
  private final EntryReads<K, V> reads;
  private final SharedLoads<K, V> loads;

  /** Creates the reads of a cache. */
  public AsyncReads(CacheParts<K, V> parts, EntryReads<K, V> reads) {
    this.parts = parts;
    this.reads = reads;
    this.loads = reads.loads();
  }

  /**
   * Returns a value, or what the source will answer, in a stage of the caller's own.
   *
   * @param executor where the source is asked while nobody waits for it, null for the manager's
   *     threads, and for a caller who cannot do with an entry past its end
   */
  public CompletableFuture<@Nullable V> get(
      K key,
      Terms terms,
      Callable<? extends @Nullable CompletionStage<? extends @Nullable V>> source,
      @Nullable Executor executor)
      throws Exception {
    requireNonNull(source, "source");
    Object tierKey = parts.keys().lookup(key);
    long start = parts.statistics().startRead(parts.meter().on());
    TierEntry found = reads.access(key, tierKey, terms.tags());
    V value =
        reads.renews()
            ? reads.renewed(new Refreshes.Wanted<>(key, found, terms, source), start, executor)
            : reads.counted(found, start);
    return value != null || found.knownAbsent()
        ? CompletableFuture.completedFuture(value)
        : loadOnce(tierKey, () -> lead(key, terms, source));
  }

  @SuppressWarnings("unchecked") // the guard answers what a load of this cache came to
  private CompletableFuture<@Nullable V> loadOnce(
      Object tierKey, Callable<CompletionStage<@Nullable Object>> load) throws Exception {
    AtomicBoolean own = new AtomicBoolean();
    CompletionStage<@Nullable Object> shared =
        parts
            .guard()
            .onceLater(
                parts.name(),
                tierKey,
                () -> {
                  own.set(true);
                  return load.call();
                });
    CompletableFuture<@Nullable V> mine = new CompletableFuture<>();
    shared.whenComplete(
        (value, failure) -> {
          if (failure != null) {
            mine.completeExceptionally(failure);
          } else {
            complete(mine, (Loaded<V>) requireNonNull(value), own.get());
          }
        });
    return mine;
  }

  /** Completes with the loaded object itself for who loaded it, with a copy for everybody else. */
  @SuppressWarnings("checkstyle:IllegalCatch") // a copy runs the application's code
  private void complete(CompletableFuture<@Nullable V> mine, Loaded<V> loaded, boolean own) {
    try {
      mine.complete(loads.value(loaded, own));
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
    }
  }

  /** Waits for nobody: while another node loads the key, this one loads it for itself alone. */
  private CompletableFuture<@Nullable Object> lead(
      K key,
      Terms terms,
      Callable<? extends @Nullable CompletionStage<? extends @Nullable V>> source)
      throws Exception {
    Object tierKey = parts.keys().stored(key);
    LoadLease lease = loads.lease(tierKey);
    if (lease.entry() != null) {
      return CompletableFuture.completedFuture(new Loaded<V>(null, lease.entry()));
    }
    if (lease.answer() == LoadLease.Answer.ABSENT) {
      return CompletableFuture.completedFuture(Loaded.of(null));
    }
    CompletableFuture<@Nullable Object> loaded = new CompletableFuture<>();
    SharedLoads.Landing<K> landing = loads.begin(key, tierKey, lease, terms);
    long start = parts.meter().start();
    call(source, tierKey, lease)
        .whenComplete(
            (value, failure) -> {
              parts.meter().loaded(start, failure != null);
              if (failure == null) {
                store(loaded, landing, value);
              } else {
                loads.failed(tierKey, lease, failure);
                loaded.completeExceptionally(failure);
              }
            });
    return loaded;
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // whatever the source throws ends the lease
  private CompletionStage<? extends @Nullable V> call(
      Callable<? extends @Nullable CompletionStage<? extends @Nullable V>> source,
      Object tierKey,
      LoadLease lease)
      throws Exception {
    try {
      CompletionStage<? extends @Nullable V> stage = source.call();
      return stage == null ? CompletableFuture.completedFuture(null) : stage;
    } catch (Exception | Error e) {
      parts.meter().loaded(parts.meter().start(), true);
      loads.failed(tierKey, lease, e);
      throw e;
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // whatever is thrown, who waits must be told
  private void store(
      CompletableFuture<@Nullable Object> loaded,
      SharedLoads.Landing<K> landing,
      @Nullable V value) {
    try {
      loads.loaded(landing, value);
      loaded.complete(Loaded.of(value));
    } catch (RuntimeException | Error e) {
      loaded.completeExceptionally(e);
    }
  }
}
