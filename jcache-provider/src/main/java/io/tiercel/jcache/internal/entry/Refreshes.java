/* SPDX-License-Identifier: Apache-2.0 */
package io.tiercel.jcache.internal.entry;

import io.tiercel.jcache.internal.entry.SharedLoads.Loaded;
import io.tiercel.jcache.internal.tier.EntryTags;
import io.tiercel.jcache.internal.tier.EntryWrite;
import io.tiercel.jcache.internal.tier.TierEntry;
import io.tiercel.jcache.internal.tier.Ttl;
import io.tiercel.jcache.internal.tier.WriteResult;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Loads entries of one cache anew that are still there, behind their callers' backs: at most one
 * load of a key on this node, one over all nodes, and {@value #MOST} at a time. What is loaded
 * takes the place of the very entry that was seen and of no other: a write, a removal or a clear
 * meanwhile wins. After a failure none begins on this node for a second, and none of that key on
 * any node until its load would have timed out. Safe for many threads.
 */
final class Refreshes<K, V> {
  private static final Logger LOG = System.getLogger(Refreshes.class.getName());
  private static final int MOST = 256;
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Cache<K, V> cache;
  private final CacheParts<K, V> parts;
  private final EntryChanges<K, V> changes;
  private final Set<Object> running = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Long failedAtNanos;

  Refreshes(Cache<K, V> cache, CacheParts<K, V> parts) {
    this.cache = cache;
    this.parts = parts;
    this.changes = new EntryChanges<>(parts);
  }

  /**
   * What is to be loaded anew.
   *
   * @param seen the entry that is there
   * @param terms what is loaded is stored with
   * @param source what answers
   */
  record Wanted<K, V>(
      K key,
      TierEntry seen,
      Terms terms,
      Callable<? extends @Nullable CompletionStage<? extends @Nullable V>> source) {
    static <K, V> Wanted<K, V> of(
        K key, TierEntry seen, Terms terms, Callable<? extends @Nullable V> source) {
      return new Wanted<>(
          key, seen, terms, () -> CompletableFuture.<@Nullable V>completedFuture(source.call()));
    }
  }

  /** Has an entry loaded anew, unless that is under way, or too much is. */
  void begin(Wanted<K, V> wanted, Executor executor) {
    Object tierKey = parts.keys().stored(wanted.key());
    if (pausing() || running.size() >= MOST || !running.add(tierKey)) {
      return;
    }
    try {
      executor.execute(
          () -> {
            if (!parts.loading().background().run(() -> run(wanted, tierKey))) {
              running.remove(tierKey);
            }
          });
    } catch (RejectedExecutionException e) {
      running.remove(tierKey);
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // the source is the application's code
  private void run(Wanted<K, V> wanted, Object tierKey) {
    try {
      if (!parts.tier().refresh(tierKey, wanted.seen())) {
        running.remove(tierKey);
        return;
      }
      parts
          .guard()
          .onceLater(parts.name(), tierKey, () -> load(wanted, tierKey))
          .whenComplete((value, failure) -> ended(tierKey, failure));
    } catch (Exception | Error e) {
      ended(tierKey, e);
    }
  }

  @SuppressWarnings("checkstyle:IllegalCatch") // whatever is thrown, who waits must be told
  private CompletionStage<@Nullable Object> load(Wanted<K, V> wanted, Object tierKey)
      throws Exception {
    EntryTags tags = wanted.terms().open(parts.tier(), parts.expiry());
    long began = parts.guard().nanos();
    CompletionStage<? extends @Nullable V> answer = wanted.source().call();
    CompletableFuture<@Nullable Object> loaded = new CompletableFuture<>();
    if (answer == null) {
      loaded.complete(Loaded.of(null));
      return loaded;
    }
    answer.whenComplete(
        (value, failure) -> {
          try {
            if (failure != null) {
              loaded.completeExceptionally(failure);
              return;
            }
            parts.loading().measured(parts.guard().nanos() - began);
            if (tags == null || tags.known()) {
              store(wanted, tierKey, tags, value);
            }
            loaded.complete(Loaded.of(value));
          } catch (RuntimeException | Error e) {
            loaded.completeExceptionally(e);
          }
        });
    return loaded;
  }

  /** Nothing takes the place of an entry only once that is past its end. */
  private void store(
      Wanted<K, V> wanted, Object tierKey, @Nullable EntryTags tags, @Nullable V value) {
    TierEntry seen = wanted.seen();
    if (value == null) {
      if (seen.stale()) {
        parts.tier().write(tierKey, changes.nothing().ifSeen(seen).tagged(tags));
      }
      return;
    }
    long ttl = wanted.terms().ttl();
    long life = ttl == Ttl.KEEP ? parts.expiry().creation() : ttl;
    EntryWrite write =
        EntryWrite.put(parts.values().store(value), life, life, parts.events().wantsOldValues());
    WriteResult result = parts.tier().write(tierKey, write.ifSeen(seen).tagged(tags));
    Changes<K, V> events = new Changes<>(cache, parts);
    events.written(wanted.key(), value, result, parts.previous(result));
    events.tell();
  }

  private void ended(Object tierKey, @Nullable Throwable failure) {
    running.remove(tierKey);
    if (failure != null) {
      boolean first = failedAtNanos == null;
      failedAtNanos = parts.guard().nanos();
      LOG.log(first ? Level.WARNING : Level.DEBUG, Messages.refreshFailed(parts.name()), failure);
    }
  }

  private boolean pausing() {
    Long failedAt = failedAtNanos;
    return failedAt != null && parts.guard().nanos() - failedAt < PAUSE_NANOS;
  }
}
